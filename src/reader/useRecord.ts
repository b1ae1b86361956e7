import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Person } from "../discuss/person.ts";
import { type Position, positionsOf } from "../discuss/position.ts";
import { readSaid, type SaidEntry } from "../discuss/said.ts";
import { type Thread, threadsOf } from "../discuss/thread.ts";
import { type RecordView, RemoteLedger } from "../ledger/remote.ts";
import { browser } from "./browser.ts";
import { onSent, outbox } from "./outbox.ts";
import { useStore } from "./Store.ts";
import { refreshLibrary } from "./useLibrary.ts";
import { me } from "./useMe.ts";

/** Everything on record about one amendment, and again each time someone adds to it. */
export interface RecordShown extends Pick<RecordView, "isLoaded" | "connection"> {
  entries: readonly SaidEntry[];
  threads: readonly Thread[];
  positions: readonly Position[];
  author: (id: string) => Person;
}

const NOTHING: RecordView = { entries: [], people: {}, isLoaded: false, connection: "connecting" };

/**
 * @param amendment Without it, everything said about the document is read, its versions and its amendments.
 * @param closes The last day of comment: positions taken on it are late.
 */
export function useRecord(document: string, amendment?: string, closes?: string): RecordShown {
  const ledger = useLedger(document, amendment);
  const watch = useMemo(() => (onChange: () => void) => ledger?.watchView(onChange) ?? (() => {}), [ledger]);
  const view = useSyncExternalStore(watch, () => ledger?.view() ?? NOTHING);
  const { connection } = view;
  // A thousand threads are drawn when there is time: meanwhile the page answers.
  const { entries, people, isLoaded } = useDeferredValue(view);
  return useMemo(
    () => ({ ...readRecord(entries, people, closes), isLoaded, connection }),
    [entries, people, closes, isLoaded, connection],
  );
}

type Read = Pick<RecordShown, "entries" | "threads" | "positions" | "author">;

/** What was read last: a drawing that is broken off and begun anew does not read thousands of entries again. */
let last: { of: readonly unknown[]; read: Read } | undefined;

function readRecord(entries: RecordView["entries"], people: RecordView["people"], closes: string | undefined): Read {
  const of = [entries, people, closes];
  if (last?.of.every((each, at) => each === of[at])) return last.read;
  // The same function as long as nobody is called otherwise.
  const author =
    last?.of[1] === people
      ? last.read.author
      : (id: string) =>
          (people[id] as Person | undefined) ?? {
            id,
            name: "Name not known",
            standing: "guest" as const,
            isVerified: false,
          };
  const said = entries.map(readSaid).filter((entry) => entry !== undefined);
  const read = {
    entries: said,
    threads: threadsOf(said, author),
    positions: positionsOf(said, author, closes),
    author,
  };
  last = { of, read };
  return read;
}

const openLedger = (document: string, amendment?: string): RemoteLedger =>
  new RemoteLedger({ document, amendment, chain: "no" }, browser, refreshLibrary);

/** Opened for a page that is about to be drawn. */
let prepared: { document: string; amendment: string; ledger: RemoteLedger } | undefined;
/** A page reads its record itself once it is drawn, which it is when its texts are long on their way. */
let isDrawn = false;

/** Reads what was said about an amendment before its page is drawn. */
export function prepareRecord(document: string, amendment: string): void {
  if (!isDrawn) prepared = { document, amendment, ledger: openLedger(document, amendment) };
}

function takePrepared(document: string, amendment?: string): RemoteLedger | undefined {
  const found = prepared;
  prepared = undefined;
  isDrawn = true;
  if (found?.document === document && found.amendment === amendment) return found.ledger;
  void found?.ledger.close();
  return undefined;
}

function useLedger(document: string, amendment?: string): RemoteLedger | undefined {
  const [ledger, setLedger] = useState<RemoteLedger>();
  useEffect(() => {
    const opened = takePrepared(document, amendment) ?? openLedger(document, amendment);
    setLedger(opened);
    const expect: Parameters<typeof onSent.add>[0] = ({ place }, seq) => {
      if (place.document === document && (amendment ?? place.amendment) === place.amendment)
        void opened.expect(seq).catch(() => {});
    };
    const onOnline = () => opened.retryNow();
    let speaker = JSON.stringify(me.get()?.person);
    const onMe = me.watch(() => {
      const before = speaker;
      speaker = JSON.stringify(me.get()?.person);
      // What somebody said as a guest is his now, or stands under another name.
      if (before !== undefined && before !== "null" && speaker !== before) void opened.renew().catch(() => {});
    });
    onSent.add(expect);
    addEventListener("online", onOnline);
    return () => {
      onMe();
      onSent.delete(expect);
      removeEventListener("online", onOnline);
      void opened.close();
    };
  }, [document, amendment]);
  return ledger;
}

/** What was said here and is not shown by the record yet. @param amendment Without one, on anything of the document. */
export function useOutgoing(document: string, amendment: string | undefined, entries: readonly SaidEntry[]) {
  const all = useStore(outbox);
  return useMemo(() => {
    const known = new Set(entries.map(({ seq }) => seq));
    return all.filter(
      ({ place, seq, isUndone }) =>
        !isUndone &&
        place.document === document &&
        (amendment === undefined || place.amendment === amendment) &&
        !(seq !== undefined && known.has(seq)),
    );
  }, [all, document, amendment, entries]);
}
