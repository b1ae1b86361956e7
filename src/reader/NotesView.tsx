import { Fragment, type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ComparedClause } from "../compare/comparison.ts";
import { nameOfAddress } from "../compare/name.ts";
import { COLLIDES } from "./CollisionList.tsx";
import { stoodAt } from "./hashOf.ts";
import type { ClauseNotes } from "./notes.ts";

/** Below it a page says that a pairing may be wrong. */
const UNSURE = 0.5;
/** More links than this wait behind a press. */
const MOST = 6;

interface Props {
  row: ComparedClause;
  notes?: ClauseNotes;
}

/** Under a clause, quietly: how it was paired, who cites it, who uses its terms, and which other amendment wants the same words. */
export function NotesView({ row: { before, after, isDecided, confidence, part }, notes }: Props) {
  // Where the title is the same, nobody wonders.
  const isNamed = before?.title && before.title === after?.title;
  const isUnsure = before && after && !isDecided && !isNamed && confidence < UNSURE && part !== "title";
  if (!isDecided && !isUnsure && !notes) return null;
  return (
    <div className="notes-at">
      {isDecided && <p>{tellDecided(before?.address, after?.address)}</p>}
      {isUnsure && <p>Taken to be what {shortName(before.address)} was; few words are the same.</p>}
      {notes && <Effects {...notes} was={before?.address} isStruck={!after} />}
    </div>
  );
}

function tellDecided(before: string | undefined, after: string | undefined): string {
  if (before === undefined) return "New: the secretary has said so.";
  if (after === undefined) return "Struck: the secretary has said so.";
  return `This is what ${shortName(before)} was: the secretary has said so.`;
}

/** @param was Its address in the old text. */
function Effects(props: ClauseNotes & { was?: string; isStruck: boolean }) {
  const { citedBy, staleIn, cites, terms, collisions, was, isStruck } = props;
  return (
    <>
      {staleIn.length > 0 && (
        <p data-warns="">
          {isStruck || was === undefined ? "Struck, but" : `No longer ${shortName(was)}, but`} still cited so by{" "}
          <Clauses addresses={staleIn} />
        </p>
      )}
      {cites.map(({ was, now }) => (
        <p key={was} data-warns="">
          Cites {shortName(was)}, which is{" "}
          {now === undefined ? (
            <a href={`#${stoodAt(was)}`}>struck</a>
          ) : (
            <a href={`#clause-${now}`}>{shortName(now)}</a>
          )}
          {now !== undefined && " now"}.
        </p>
      ))}
      {citedBy.length > 0 && (
        <p>
          Cited by <Clauses addresses={citedBy} />
        </p>
      )}
      {terms.map(({ term, usedBy }) => (
        <p key={term}>
          “{term}” is used in <Clauses addresses={usedBy} />
        </p>
      ))}
      {collisions.map(({ title, href, collision }) => (
        <p key={`${href} ${collision.second}`} data-warns="">
          <Link href={href}>{title}</Link> {COLLIDES[collision.kind]}: {collision.second}
        </p>
      ))}
    </>
  );
}

/** `4.2 and 7.3`, each leading there. */
function Clauses({ addresses }: { addresses: readonly string[] }) {
  const [showsAll, setShowsAll] = useState(addresses.length <= MOST + 1);
  const shown = showsAll ? addresses : addresses.slice(0, MOST);
  const links: ReactNode[] = shown.map((address) => (
    <a key={address} href={`#clause-${address}`}>
      {shortName(address)}
    </a>
  ));
  if (!showsAll) {
    links.push(
      <button key="more" type="button" className="link" onClick={() => setShowsAll(true)}>
        {addresses.length - MOST} more
      </button>,
    );
  }
  return links.map((link, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the links are in the order of the text
    <Fragment key={at}>
      {at > 0 && (at === links.length - 1 ? " and " : ", ")}
      {link}
    </Fragment>
  ));
}

const shortName = (address: string): string => nameOfAddress(address).replace(/^Section /, "");
