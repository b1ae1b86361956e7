import { type ReactNode, useRef, useState } from "react";
import { authorId } from "../discuss/author.ts";
import { aboutNumber, type CommentEntry, dispositionsFor, type ReplyEntry, type Said } from "../discuss/said.ts";
import { type Thread, textOf } from "../discuss/thread.ts";
import { AnswerForm } from "./AnswerForm.tsx";
import { printAddress } from "./address.ts";
import { makeKey, wholeLink } from "./browser.ts";
import { Composer } from "./Composer.tsx";
import { CopyButton } from "./CopyButton.tsx";
import { CoSign } from "./CoSign.tsx";
import type { Draft, Unsaid } from "./draft.ts";
import { changeDraft, findDraft, openDraft, reopenDraft } from "./drafts.ts";
import { may } from "./may.ts";
import { type Outgoing, putOnRecord } from "./outbox.ts";
import { placeOf } from "./placeOf.ts";
import { stayAtThread } from "./stayAtThread.ts";
import { amendmentOf, useThreads } from "./ThreadPage.tsx";
import { useWholeMe } from "./useMe.ts";

interface ThreadActsProps {
  thread: Thread;
  about: string;
  /** What is being written in the thread. */
  drafts: readonly Draft[];
  outgoing: readonly Outgoing[];
}

interface VoiceActsProps extends ThreadActsProps {
  entry: CommentEntry | ReplyEntry;
  /** What can be done with the thread as well, where nothing stands between: one row for both. */
  whole?: WholeActs;
}

/** Says of a deed whether the rules let the reader do it here now. */
function useRules(thread: Thread): (said: Said) => boolean {
  const { document, record } = useThreads();
  const me = useWholeMe();
  const { author } = record;
  const amendment = amendmentOf(document, thread.comment);
  return (said) => may(said, { amendment, thread, author, me: me?.person, guestsMaySpeak: me?.signIn.guests });
}

interface WholeActs {
  reply: ReactNode;
  others: ReactNode;
  /** Who co-signs, and the forms of what is being done. */
  below: ReactNode;
}

/** What can be done with a thread as a whole. */
export function useThreadActs({ thread, about, drafts, outgoing }: ThreadActsProps): WholeActs {
  const mayDo = useRules(thread);
  const { onOpen } = useThreads();
  const [fresh, setFresh] = useState<string>();
  const { comment, state, mark } = thread;
  const { seq } = comment;
  const place = placeOf(comment);
  const open = (said: Unsaid) => setFresh(openDraft({ place, said }).key);
  const [outcome] = dispositionsFor(mark);
  const isUnderWay = (kind: Said["kind"]) =>
    outgoing.some((item) => item.said.kind === kind && item.state !== "refused");
  const isResolved = state === "resolved";
  const turn = isResolved ? { reopens: seq } : { resolves: seq };
  const forms = drafts.filter(
    ({ said }) =>
      said.kind === "reply" ||
      ((said.kind === "resolution" || said.kind === "disposition") && aboutNumber(said) === seq),
  );
  const link = printAddress(
    comment.amendment === undefined
      ? { page: "document", document: comment.document, clause: comment.clause }
      : { page: "amendment", document: comment.document, amendment: comment.amendment, clause: comment.clause },
  );
  return {
    reply: mayDo({ kind: "reply", text: "", replyTo: seq }) && (
      <Act name="Reply" reply={seq} onPress={() => open({ kind: "reply", replyTo: seq })} />
    ),
    others: (
      <>
        {outcome && !isUnderWay("disposition") && mayDo({ kind: "disposition", text: "", answers: seq, outcome }) && (
          <Act
            name={thread.dispositions.length > 0 ? "Answer again for the board" : "Answer for the board"}
            onPress={() => open({ kind: "disposition", answers: seq })}
          />
        )}
        {!isUnderWay("resolution") && mayDo({ kind: "resolution", text: "", ...turn }) && (
          <Act name={isResolved ? "Reopen" : "Resolve"} onPress={() => open({ kind: "resolution", ...turn })} />
        )}
        <CopyButton className="link" what="link" words={wholeLink(`${link}#comment-${seq}`)} />
        {/* As long as something is being written in it, it stays open. */}
        {drafts.length === 0 && (
          <Act
            name="Show less"
            onPress={() => {
              stayAtThread(seq);
              onOpen();
            }}
          />
        )}
      </>
    ),
    below: (
      <>
        {(mark === "request" || mark === "question") && (
          <CoSign
            thread={thread}
            outgoing={outgoing}
            maySign={mayDo({ kind: "co-signature", signs: seq })}
            mayTakeBack={(signature) => mayDo({ kind: "withdrawal", withdraws: signature.seq })}
          />
        )}
        {forms.map((draft) =>
          draft.said.kind === "disposition" ? (
            <AnswerForm key={draft.key} draft={draft} thread={thread} about={about} isFresh={draft.key === fresh} />
          ) : (
            <Composer key={draft.key} draft={draft} about={about} isFresh={draft.key === fresh || draft.text === ""} />
          ),
        )}
      </>
    ),
  };
}

/** What can be done with what one person said, and the forms of it. */
export function VoiceActs({ entry, thread, about, drafts, outgoing, whole }: VoiceActsProps) {
  const mayDo = useRules(thread);
  const { author } = useThreads().record;
  const me = useWholeMe()?.person;
  const [fresh, setFresh] = useState<string>();
  const [isAsked, setAsked] = useState(false);
  const [isAskedBack, setAskedBack] = useState(false);
  const picked = useRef("");
  const here = useRef<HTMLDivElement>(null);
  const { seq } = entry;
  const place = placeOf(entry);
  const newest = thread.edits.get(seq)?.at(-1)?.seq ?? seq;
  const text = textOf(entry, thread);
  const isWithdrawn = thread.withdrawn.has(seq);
  const isHidden = thread.hidden.has(seq);
  const isUnderWay = outgoing.some(({ said, state }) => state !== "refused" && changes(said) === seq);
  const forms = drafts.filter(
    ({ said }) => (said.kind === "edit" || said.kind === "moderation") && aboutNumber(said) === seq,
  );

  const quote = () => {
    const draft = openDraft({ place: placeOf(thread.comment), said: { kind: "reply", replyTo: thread.comment.seq } });
    const before = findDraft(draft.key)?.text.trimEnd() ?? "";
    changeDraft(draft.key, { text: `${before === "" ? "" : `${before}\n\n`}${quoted(picked.current || text)}\n\n` });
    setFresh(draft.key);
  };
  const edit = () => {
    const draft = openDraft({ place, said: { kind: "edit", edits: seq, after: newest } });
    if (draft.text === "") changeDraft(draft.key, { text });
    setFresh(draft.key);
  };
  // What was pressed goes: whoever goes by keys stays here.
  const stay = () => here.current?.focus({ preventScroll: true });
  const keep = () => {
    stay();
    setAsked(false);
  };
  const withdraw = () => {
    keep();
    void putOnRecord({ key: makeKey(), place, said: { kind: "withdrawal", withdraws: seq } });
  };
  /** What is withdrawn stays so; its words can be said anew. */
  const sayAgain = () => {
    stay();
    setAskedBack(true);
    const { kind } = entry;
    if (kind === "reply") {
      reopenDraft({ place, said: { kind, replyTo: entry.replyTo }, text });
      return;
    }
    const { anchor, mark, stance, version, wording } = entry;
    reopenDraft({
      place,
      said: {
        kind,
        ...(anchor && { anchor }),
        ...(mark && { mark }),
        ...(stance && { stance }),
        ...(version !== undefined && { version }),
        ...(wording !== undefined && { wording }),
      },
      text,
    });
  };

  const acts: ReactNode[] = [];
  const add = (name: string, onPress: () => void) => acts.push(<Act key={name} name={name} onPress={onPress} />);
  if (!isWithdrawn && !entry.isBlanked && mayDo({ kind: "reply", text: "", replyTo: thread.comment.seq }) && !isHidden)
    add("Quote", quote);
  if (!isUnderWay && mayDo({ kind: "edit", text: "", edits: seq, after: newest }) && !entry.isBlanked)
    add("Edit", edit);
  if (!isUnderWay && mayDo({ kind: "withdrawal", withdraws: seq }) && !entry.isBlanked)
    add("Withdraw", () => setAsked(true));
  const turn = isHidden ? { shows: seq } : { hides: seq };
  if (!isUnderWay && !isWithdrawn && mayDo({ kind: "moderation", text: "", ...turn }))
    add(isHidden ? "Show again" : "Hide", () =>
      setFresh(openDraft({ place, said: { kind: "moderation", ...turn } }).key),
    );
  const isOwn = authorId(entry.by, author) === me?.id;
  const canSay: Said =
    entry.kind === "reply" ? { kind: "reply", text, replyTo: entry.replyTo } : { kind: "comment", text };
  if (isWithdrawn && isOwn && !entry.isBlanked && !isAskedBack && mayDo(canSay)) add("Write it again", sayAgain);

  return (
    <div ref={here} tabIndex={-1}>
      {(acts.length > 0 || whole) && !isAsked && (
        <p className="voice-actions" onPointerDown={() => (picked.current = selectedIn(here.current?.parentElement))}>
          {whole?.reply}
          {acts}
          {whole?.others}
        </p>
      )}
      {isAsked && (
        <fieldset className="ask" aria-label="Withdraw">
          <p>
            Withdraw this? Its words go out of sight for good; that you wrote here stays on record, and so do the
            replies.
          </p>
          <p className="thread-actions">
            {/* biome-ignore lint/a11y/noAutofocus: it opens on a press of the button that stood here */}
            <button type="button" onClick={withdraw} autoFocus>
              Withdraw it
            </button>
            <button type="button" onClick={keep}>
              Keep it
            </button>
          </p>
        </fieldset>
      )}
      {forms.map((draft) => (
        <Composer key={draft.key} draft={draft} about={about} isFresh={draft.key === fresh} />
      ))}
    </div>
  );
}

function Act({ name, reply, onPress }: { name: string; reply?: number; onPress: () => void }) {
  return (
    <button type="button" className="link" data-reply={reply} onClick={onPress}>
      {name}
    </button>
  );
}

/** The number of the words that something said takes back, words anew, hides or shows. */
function changes(said: Said): number | undefined {
  if (said.kind === "withdrawal") return said.withdraws;
  if (said.kind === "edit") return said.edits;
  return said.kind === "moderation" ? (said.hides ?? said.shows) : undefined;
}

/** The words selected inside an element; empty where others, or none, are. */
function selectedIn(element: Element | null | undefined): string {
  const selection = getSelection();
  if (!element || !selection || selection.isCollapsed) return "";
  const isInside = element.contains(selection.anchorNode) && element.contains(selection.focusNode);
  return isInside ? selection.toString().trim() : "";
}

/** As a quotation in Markdown; what was quoted in it already stays out. */
function quoted(words: string): string {
  const own = words.replace(/^ {0,3}>.*\n*/gm, "").trim();
  return (own || words.trim())
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}
