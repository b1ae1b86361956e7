import { useEffect, useRef, useState } from "react";
import { Link } from "wouter";
import type { Stretch } from "../compare/comparison.ts";
import { nameOfAddress } from "../compare/name.ts";
import type { Clause } from "../text/clause.ts";
import { printDay } from "../text/day.ts";
import type { BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import type { Part } from "./pieces.ts";
import { Sheet } from "./Sheet.tsx";
import { type Answer, useAnswer } from "./useAnswer.ts";
import { WordsField } from "./WordsField.tsx";

/** How words came to stand where they stand, as the server tells it. */
export interface HistoryJson {
  stretches: HistoryStretch[];
  /** Calendar day of the oldest version. */
  oldest: string;
}

interface HistoryStretch {
  /** Of the part that was asked for. */
  words: Stretch;
  /** Where they stood right after they came. */
  clause: string;
  /** Empty where nothing was replaced. */
  replaced: string;
  /** Missing: the oldest text we know has them. */
  source?: { version?: string; amendment?: { slug: string; title: string } };
}

interface Props {
  document: BylawsDocument;
  /** Hash of the text `clause` is from. */
  text: string;
  clause: Clause;
  part: Part;
  from: number;
  to: number;
  onClose: () => void;
}

/** For any words of a clause: which version or amendment brought them in, on what day, and what they replaced. */
export function HistorySheet({ document, text, clause, onClose, ...asked }: Props) {
  const [place, setPlace] = useState(asked);
  const [isChoosing, setChoosing] = useState<boolean>();
  const chooser = useRef<HTMLButtonElement>(null);
  // What had the focus is gone with the field.
  useEffect(() => {
    if (isChoosing === false) chooser.current?.focus();
  }, [isChoosing]);
  const { part, from, to } = place;
  const query = new URLSearchParams({ clause: clause.address, part, from: String(from), to: String(to) });
  const answer = useAnswer<HistoryJson>(`/api/history/${document.slug}/${text}?${query}`);
  return (
    <Sheet title={`History of these words of ${nameOfAddress(clause.address)}`} onClose={onClose}>
      {isChoosing ? (
        <WordsField
          text={clause[part]}
          from={from}
          to={to}
          onChoose={(from, to) => {
            if (from < to) setPlace({ part, from, to });
            setChoosing(false);
          }}
          onKeep={() => setChoosing(false)}
        />
      ) : (
        <p className="asked">
          “{clause[part].slice(from, to).trim()}”{" "}
          <button ref={chooser} type="button" className="link" onClick={() => setChoosing(true)}>
            Choose other words
          </button>
        </p>
      )}
      <Told answer={answer} document={document} words={clause[part]} here={clause.address} />
    </Sheet>
  );
}

/** What came of asking. @param here Address of the clause the words stand in now. */
function Told(props: { answer: Answer<HistoryJson>; document: BylawsDocument; words: string; here: string }) {
  const { value, failure, retry } = props.answer;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 400); // What is there at once needs no word.
    return () => clearTimeout(timer);
  }, []);
  if (failure && !value) {
    return (
      <div role="alert">
        <p>
          {navigator.onLine
            ? `The history cannot be shown. ${failure}`
            : "You are offline: the history is on the server."}
        </p>
        <button type="button" onClick={retry}>
          Try again
        </button>
      </div>
    );
  }
  if (!value) return <p role="status">{isLong && "Looking through the versions…"}</p>;
  const { stretches, oldest } = value;
  if (stretches.every(({ source }) => !source)) {
    return <p role="status">They are in the oldest text we know, of {printDay(oldest)}.</p>;
  }
  return (
    <ol className="stretches" aria-label="Where the words come from">
      {stretches.map((stretch) => (
        <StretchView
          key={stretch.words.from}
          stretch={stretch}
          isAll={stretches.length === 1}
          {...props}
          oldest={oldest}
        />
      ))}
    </ol>
  );
}

function StretchView(props: {
  stretch: HistoryStretch;
  /** There is no other: its words stand above already. */
  isAll: boolean;
  document: BylawsDocument;
  words: string;
  here: string;
  oldest: string;
}) {
  const { document, here, oldest, isAll } = props;
  const { words, clause, replaced, source } = props.stretch;
  const href = source && addressOf(document, source, clause);
  return (
    <li data-old={!source || undefined}>
      {!isAll && <p className="words">{short(props.words.slice(words.from, words.to).trim())}</p>}
      {source ? (
        <p>
          {tellSource(source)}
          {replaced.trim() ? (
            <>
              {" "}
              in place of <del data-legend="">{short(replaced.trim())}</del>
            </>
          ) : (
            ", where nothing stood before"
          )}
          {clause !== here && `; the clause was ${nameOfAddress(clause)} then`}.{" "}
          {href && <Link href={href}>See that change</Link>}
        </p>
      ) : (
        <p>In the oldest text we know, of {printDay(oldest)}.</p>
      )}
    </li>
  );
}

function tellSource({ version, amendment }: NonNullable<HistoryStretch["source"]>): string {
  if (version === undefined) return amendment ? `Put in by the amendment “${amendment.title}”` : "Put in";
  const by = amendment ? ` by the amendment “${amendment.title}”` : "";
  return `Brought in on ${printDay(version)}${by}`;
}

/** The comparison in which the words come in, at their clause. */
function addressOf(document: BylawsDocument, source: NonNullable<HistoryStretch["source"]>, clause: string) {
  const after = document.versions.findIndex(({ on }) => on === source.version);
  const before = document.versions[after - 1];
  if (source.version !== undefined && before) {
    return printAddress({ page: "compare", document: document.slug, before: before.on, after: source.version, clause });
  }
  if (!source.amendment) return undefined;
  return printAddress({ page: "amendment", document: document.slug, amendment: source.amendment.slug, clause });
}

const QUOTE_UNITS = 240;

const short = (words: string): string => (words.length > QUOTE_UNITS ? `${words.slice(0, QUOTE_UNITS)}…` : words);
