import type { ReactElement } from "react";
import { beforeAll, vi } from "vitest";
import type { Person } from "../../src/discuss/person.ts";
import { positionsOf } from "../../src/discuss/position.ts";
import type { SaidEntry } from "../../src/discuss/said.ts";
import { threadsOf } from "../../src/discuss/thread.ts";
import { prepareLater } from "../../src/reader/Later.tsx";
import { PROSE } from "../../src/reader/LazyProse.tsx";
import type { PlacedThread, Spot } from "../../src/reader/placed.ts";
import { ThreadPage, type ThreadsShown } from "../../src/reader/ThreadPage.tsx";
import { OPEN_THREAD, ThreadView } from "../../src/reader/ThreadView.tsx";
import { me } from "../../src/reader/useMe.ts";
import type { Amendment, BylawsDocument } from "../../src/text/document.ts";
import { draw } from "./draw.tsx";

// What a browser fetches when a thread opens is there at once.
beforeAll(async () => {
  await Promise.all([
    prepareLater(OPEN_THREAD),
    prepareLater(PROSE),
    import("../../src/reader/EditHistory.tsx"),
    import("../../src/reader/RequestView.tsx"),
  ]);
});

const AMENDMENT: Amendment = {
  slug: "2019-open-meetings",
  title: "Open meetings",
  summary: "",
  rationale: "",
  base: "2019-04-01",
  movedBy: "",
  secondedBy: "",
  comment: { opens: "2026-11-01", closes: "2026-12-24" },
  meeting: "",
  revisions: [
    { number: 1, note: "", hash: "1".repeat(64) },
    { number: 2, note: "", hash: "2".repeat(64) },
  ],
  pairings: [],
};
const DOCUMENT: BylawsDocument = {
  slug: "openstack-foundation",
  title: "Bylaws",
  organisation: "OpenStack Foundation",
  language: "en",
  about: "",
  invented: false,
  excerpt: false,
  notes: [],
  rules: {},
  versions: [{ on: "2019-04-01", kind: "recorded", note: "", hash: "0".repeat(64) }],
  amendments: [AMENDMENT],
};

const signedIn = { isVerified: true } as const;
const PEOPLE: Readonly<Record<string, Person>> = {
  ada: { id: "ada", name: "Ada Lind", standing: "member", ...signedIn },
  jonas: { id: "jonas", name: "Jonas Berg", standing: "guest", isVerified: false },
  maud: { id: "maud", name: "Maud Ferrers", standing: "director", ...signedIn },
  ruth: { id: "ruth", name: "Ruth Bell", standing: "moderator", ...signedIn },
  sami: { id: "sami", name: "سامي", standing: "secretary", ...signedIn },
};
export const author = (id: string): Person =>
  PEOPLE[id] ?? { id, name: `Person ${id}`, standing: "guest", isVerified: false };

interface More extends Partial<Omit<Parameters<typeof ThreadView>[0], "placed">> {
  spot?: Partial<Spot>;
  /** Who reads; without it, nobody has signed in. */
  me?: string;
  closes?: string;
  shown?: Partial<ThreadsShown>;
  /** Instead of drawing it until nothing waits any more. */
  drawBy?: (element: ReactElement) => { container: HTMLElement };
}

/** Draws the first thread of some entries as a page shows it, on a day of comment. */
export function showThread(
  entries: SaidEntry[],
  { spot, me: reader, closes, shown, drawBy = draw, ...props }: More = {},
) {
  me.set({ person: reader ? author(reader) : null, signIn: { mail: "sent", providers: [], guests: true } });
  const people = shown?.record?.author ?? author;
  const threads = threadsOf(entries, people);
  const placed = threads.map((thread): PlacedThread => ({ thread, row: 0, state: "exact", ...spot }));
  const document = closes
    ? { ...DOCUMENT, amendments: [{ ...AMENDMENT, comment: { ...AMENDMENT.comment, closes } }] }
    : DOCUMENT;
  const onOpen = vi.fn();
  const page: ThreadsShown = {
    document,
    record: { threads, positions: positionsOf(entries, people), author: people },
    placed,
    clauseAddress: (clause) => `/openstack-foundation/${clause}`,
    onOpen,
    ...shown,
  };
  const { container } = drawBy(
    <ThreadPage shown={page}>
      <ThreadView placed={placed[0]!} about="Section 4.16" isActive outgoing={[]} drafts={[]} {...props} />
    </ThreadPage>,
  );
  return { page: container, onOpen };
}
