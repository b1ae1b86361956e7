import { Link } from "wouter";
import { type Position, tallyOf } from "../discuss/position.ts";
import { STANCES } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { STANCE_NAMES } from "./PositionBar.tsx";
import { useRecord } from "./useRecord.ts";

/** Who stands where on an amendment, why, and where he stood before. */
export function PositionsPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const { positions, author, isLoaded } = useRecord(document.slug, amendment.slug);
  if (!isLoaded) return <Loading what="the positions" onRetry={() => location.reload()} />;
  const tally = tallyOf(positions);
  const newest = amendment.revisions.at(-1)?.number ?? 1;
  return (
    <main className="page home">
      <h1>Positions</h1>
      <p className="summary">
        On{" "}
        <Link href={printAddress({ page: "amendment", document: document.slug, amendment: amendment.slug })}>
          {amendment.title}
        </Link>
        . Each person is counted once, with the newest position. All speak as guests.
      </p>
      {STANCES.map((stance) => (
        <section key={stance} className="stance" data-stance={stance}>
          <h2>
            {STANCE_NAMES[stance]} · {tally[stance]}
          </h2>
          <ul>
            {positions
              .filter(({ current }) => current.position === stance)
              .map(({ current, history }) => (
                <li key={current.by}>
                  <p className="byline">
                    <b>{author(current.by).name}</b> <span className="standing">{author(current.by).standing}</span>{" "}
                    <time dateTime={current.at}>{printDayAndTime(current.at)}</time>
                    {(current.revision ?? newest) < newest &&
                      ` · taken on revision ${current.revision}; the words have changed since`}
                  </p>
                  {current.reason && <LazyProse markdown={current.reason} />}
                  <Earlier {...{ current, history }} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

/** Where a person stood before; a reason added to the same position is no change of mind. */
function Earlier({ current, history }: Position) {
  const all = [...history, current];
  const others = history.filter(({ position }, at) => position !== all[at + 1]!.position);
  if (others.length === 0) return null;
  const told = others.map(({ position, at }) => `${STANCE_NAMES[position]} (${printDayAndTime(at)})`);
  return <p className="history">Before: {told.join(", then ")}</p>;
}
