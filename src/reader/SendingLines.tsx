import "./sending.css";
import { useEffect, useRef, useState } from "react";
import { Later, later } from "./Later.tsx";
import { lastSaid, type Outgoing, outbox } from "./outbox.ts";
import { useStore } from "./Store.ts";
import { STANCE_NAMES } from "./stances.ts";
import { undo } from "./undo.ts";
import { useLast } from "./useLast.ts";

/** So long may what was just said be taken back with one press. */
const UNDO_MS = 10_000;
/** About two seconds. */
const MOST_FRAMES = 120;

const SHEET = later<{ onClose: () => void }>({
  what: "what waits to be sent",
  load: async () => (await import("./OutboxSheet.tsx")).OutboxSheet,
  isSheet: true,
});

/** What was just said, with a way back for ten seconds; and what waits to be sent. In the bottom bar: no text moves. */
export function SendingLines() {
  const [isOpen, setOpen] = useState(false);
  const all = useStore(outbox);
  const waiting = all.filter(({ state, isUndone }) => state === "waiting" && !isUndone).length;
  const refused = all.filter(({ state }) => state === "refused").length;
  const told = [waiting > 0 && `${waiting} waiting to be sent`, refused > 0 && `${refused} refused`].filter(Boolean);
  return (
    <>
      <UndoLine items={all} />
      {told.length > 0 && (
        <p className="unfinished queue">
          <button type="button" className="link" onClick={() => setOpen(true)}>
            {told.join(", ")}: show
          </button>
        </p>
      )}
      {isOpen && <Later part={SHEET} props={{ onClose: () => setOpen(false) }} />}
    </>
  );
}

/** Told once; the button stays while it has the focus or the pointer, and Ctrl+Z presses it from anywhere on the page. */
function UndoLine({ items }: { items: readonly Outgoing[] }) {
  const key = useStore(lastSaid);
  const line = useRef<HTMLParagraphElement>(null);
  const item = items.find((each) => each.key === key && each.state !== "refused" && !each.isUndone);
  const words = item && tellSaid(item);
  const isToBeUndone = words !== undefined;

  useEffect(() => {
    if (!isToBeUndone) return;
    let timer: ReturnType<typeof setTimeout>;
    const end = () => {
      if (line.current?.matches(":hover, :focus-within")) timer = setTimeout(end, 1_000);
      else if (lastSaid.get() === key) lastSaid.set(undefined);
    };
    timer = setTimeout(end, UNDO_MS);
    return () => clearTimeout(timer);
  }, [key, isToBeUndone]);

  const takeBack = useLast(() => {
    if (!item) return;
    lastSaid.set(undefined);
    if (!isUndoable(item)) return document.querySelector<HTMLElement>('.choices [aria-pressed="true"]')?.focus();
    void undo(item.key).then((draft) => {
      if (draft === undefined) return;
      // Once it is drawn again, one writes on where one was: at its end.
      let frames = 0;
      const go = () => {
        const form = document.querySelector(`form[data-draft="${CSS.escape(draft)}"]`);
        const field = form?.querySelector<HTMLTextAreaElement>("textarea:not([hidden])");
        field?.focus();
        field?.setSelectionRange(field.value.length, field.value.length);
        frames += 1;
        if (!field && frames < MOST_FRAMES) requestAnimationFrame(go);
      };
      requestAnimationFrame(go);
    });
  });
  useEffect(() => {
    if (!isToBeUndone) return;
    const onKey = (event: KeyboardEvent) => {
      const isUndo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      const target = event.target as HTMLElement;
      // In a field it takes back what was typed there.
      if (!isUndo || target.closest("input, textarea, select") || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      takeBack();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isToBeUndone, takeBack]);

  return (
    <p className="news undo" ref={line} data-empty={!words || undefined}>
      <span role="status">{words}</span>{" "}
      {item && words && (
        <button type="button" className="link" aria-keyshortcuts="Control+Z" onClick={takeBack}>
          {isUndoable(item) ? "Undo" : "Change"}
        </button>
      )}
    </p>
  );
}

/**
 * A first position that is on record cannot be unsaid: “Undecided” would be
 * another one, and nobody’s word. What can be done is to take another.
 */
function isUndoable({ said, earlier, seq, mayHaveArrived }: Outgoing): boolean {
  return said.kind !== "position" || earlier !== undefined || (seq === undefined && !mayHaveArrived);
}

/** What was just said, where it can be taken back. */
function tellSaid({ said }: Outgoing): string | undefined {
  switch (said.kind) {
    case "comment":
      return said.mark === "request"
        ? "Wording request sent."
        : said.mark === "question"
          ? "Question posted."
          : said.mark === "objection"
            ? "Objection posted."
            : "Comment posted.";
    case "reply":
      return "Reply posted.";
    case "co-signature":
      return "Co-signed.";
    case "position":
      return `Position taken: ${STANCE_NAMES[said.position]}.`;
    default:
      return undefined;
  }
}
