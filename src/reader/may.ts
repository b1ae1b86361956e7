import { closedSince, isOpenForComment } from "../decide/amendment.ts";
import { authorId } from "../discuss/author.ts";
import type { Deed, Occasion } from "../discuss/occasion.ts";
import { type Person, whyNot } from "../discuss/person.ts";
import { aboutNumber, type Said, type SaidEntry } from "../discuss/said.ts";
import type { Thread } from "../discuss/thread.ts";
import type { Amendment } from "../text/document.ts";
import { today } from "./browser.ts";

interface Here {
  /** Without one, it is about a version, which is always open. */
  amendment?: Amendment;
  thread: Thread;
  author: (id: string) => Person;
  /** `null` or `undefined`: nobody has signed in here. */
  me: Person | null | undefined;
  guestsMaySpeak?: boolean;
}

/** Whoever has not signed in may still begin what he will be asked his name for. */
const SOMEBODY: Person = { id: "", name: "?", standing: "guest", isVerified: true };
const ASKS_NAME: ReadonlySet<Deed["kind"]> = new Set(["reply", "co-signature"]);

/** Whether the rules let the reader do something in a thread; the server asks the same rules again. */
export function may(said: Said, here: Here): boolean {
  const person = here.me ?? (ASKS_NAME.has(said.kind) ? SOMEBODY : undefined);
  return whyNot(person, said, occasionOf(said, here, person)) === undefined;
}

function occasionOf(said: Said, { amendment, thread, author, guestsMaySpeak }: Here, person?: Person): Occasion {
  const seq = aboutNumber(said);
  const about = ([thread.comment, ...thread.replies, ...thread.coSignatures] as SaidEntry[]).find(
    (entry) => entry.seq === seq,
  );
  const isOwn = ({ by }: { by: string }) => authorId(by, author) === person?.id;
  const day = today();
  return {
    isOpen: amendment ? isOpenForComment(amendment, day) : true,
    guestsMaySpeak,
    closedSince: amendment && closedSince(amendment, day),
    about,
    author: about && authorId(about.by, author),
    fates: thread,
    thread,
    hasSpoken: thread.replies.some(isOwn),
    hasSigned: thread.coSignatures.some(isOwn),
  };
}
