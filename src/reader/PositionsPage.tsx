import { use } from "react";
import { Link } from "wouter";
import type { Person } from "../discuss/person.ts";
import { isStale, type Position, type Tally, tallyOf } from "../discuss/position.ts";
import { type PositionEntry, STANCES } from "../discuss/said.ts";
import { printDayAndTime } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { Byline, Gap } from "./Byline.tsx";
import { Details } from "./Details.tsx";
import { LazyProse } from "./LazyProse.tsx";
import { Loading } from "./Loading.tsx";
import { MentionedContext } from "./mentioned.ts";
import { sumOf } from "./PositionTally.tsx";
import { STANCE_NAMES } from "./stances.ts";
import { tellCount } from "./tellThread.ts";
import { useMentioned } from "./useMentioned.ts";
import { useRecord } from "./useRecord.ts";
import { Words } from "./Words.tsx";

/** Who stands where on an amendment, why, and where he stood before. */
export function PositionsPage({ document, amendment }: { document: BylawsDocument; amendment: Amendment }) {
  const { entries, positions, author, isLoaded } = useRecord(document.slug, amendment.slug, amendment.comment.closes);
  const mentioned = useMentioned(document, amendment, entries);
  if (!isLoaded) return <Loading what="the positions" onRetry={() => location.reload()} />;
  const tally = tallyOf(positions, author);
  return (
    <main className="page home" id="text">
      <h1>Positions</h1>
      <p className="summary">
        On{" "}
        <Link href={printAddress({ page: "amendment", document: document.slug, amendment: amendment.slug })}>
          <Words of={amendment.title} />
        </Link>
        . Each person is counted once, with the newest position. Guests gave only a name, so that one person could be
        several of them: they are counted apart.{" "}
        <Link href={printAddress({ page: "discussion", document: document.slug, amendment: amendment.slug })}>
          The discussion
        </Link>
      </p>
      <StandingTable tally={tally} />
      <MentionedContext value={mentioned}>
        {STANCES.map((stance) => (
          <section key={stance} className="stance" data-stance={stance}>
            <h2>
              {STANCE_NAMES[stance]} · {tellStanding(tally.verified[stance], tally.unverified[stance])}
            </h2>
            <ul>
              {signedInFirst(
                positions.filter(({ current }) => current.position === stance),
                author,
              ).map((position) => (
                <PositionItem key={position.person} position={position} author={author} amendment={amendment} />
              ))}
            </ul>
          </section>
        ))}
      </MentionedContext>
      {tally.blanked > 0 && (
        <p className="tombstone gap">
          {tally.blanked === 1
            ? "1 person has left and had the position blanked: it is counted nowhere."
            : `${tally.blanked} people have left and had their positions blanked: they are counted nowhere.`}
        </p>
      )}
    </main>
  );
}

function PositionItem(props: { position: Position; author: (id: string) => Person; amendment: Amendment }) {
  const { position, author, amendment } = props;
  const { current, isLate } = position;
  return (
    <li>
      <Byline author={author(current.by)}>
        <time dateTime={current.at}>{printDayAndTime(current.at)}</time>
        {isLate && " · taken on the last day"}
        {isStale(position, amendment) && ` · taken on revision ${current.revision}; the words have changed since`}
      </Byline>
      <Reason entry={current} />
      <Earlier {...position} />
      {position.history.length > 0 && (
        <Details className="all-positions" summary={`All ${position.history.length + 1} positions`}>
          <ol aria-label={`All positions of ${author(current.by).name}`}>
            {[...position.history, current].map((taken) => (
              <li key={taken.seq}>
                <p className="history">
                  <time dateTime={taken.at}>{printDayAndTime(taken.at)}</time>
                  {taken.revision !== undefined && ` · revision ${taken.revision}`}
                  {taken.position && ` · ${STANCE_NAMES[taken.position]}`}
                </p>
                {taken.isBlanked ? <Gap at={taken.blankedAt} /> : <Reason entry={taken} />}
              </li>
            ))}
          </ol>
        </Details>
      )}
    </li>
  );
}

/** Why, and in which thread more is said about it. */
function Reason({ entry: { reason, thread } }: { entry: PositionEntry }) {
  const mentioned = use(MentionedContext);
  const address = thread === undefined ? undefined : mentioned?.commentAddress(thread);
  return (
    <>
      {reason && <LazyProse markdown={reason} />}
      {address && (
        <p>
          <Link href={address}>The reason is in thread {thread}</Link>
        </p>
      )}
    </>
  );
}

/** Where a person stood before; a reason added to the same position is no change of mind. */
function Earlier({ current, history }: Position) {
  const all = [...history, current];
  const told = history.flatMap(({ position, at }, index) =>
    position && position !== all[index + 1]!.position ? [`${STANCE_NAMES[position]} (${printDayAndTime(at)})`] : [],
  );
  if (told.length === 0) return null;
  return <p className="history">Before: {told.join(", then ")}</p>;
}

const ROWS: [name: string, standing: Exclude<Person["standing"], "guest">][] = [
  ["Directors", "director"],
  ["Secretary", "secretary"],
  ["Moderators", "moderator"],
  ["Members", "member"],
];

/** Who stands where, by standing. */
function StandingTable({ tally: { byStanding, verified, unverified } }: { tally: Tally }) {
  const rows = ROWS.flatMap(([name, standing]) => {
    const counts = byStanding[standing];
    return counts ? [{ name, counts, isTotal: false }] : [];
  });
  // Whoever is on no list is a guest, too; those among them who signed in are counted with the others who did.
  const { guest } = byStanding;
  const known = guest && Object.fromEntries(STANCES.map((stance) => [stance, guest[stance] - unverified[stance]]));
  if (known && sumOf(known as typeof guest) > 0)
    rows.push({ name: "Verified guests", counts: known as typeof guest, isTotal: false });
  if (rows.length > 1) rows.push({ name: "All who signed in", counts: verified, isTotal: true });
  if (sumOf(unverified) > 0) rows.push({ name: "Guests, not verified", counts: unverified, isTotal: false });
  if (rows.length === 0) return <p className="empty">Nobody has taken a position yet.</p>;
  return (
    <table className="standings">
      <thead>
        <tr>
          <th scope="col">Standing</th>
          {STANCES.map((stance) => (
            <th key={stance} scope="col">
              {STANCE_NAMES[stance]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, counts, isTotal }) => (
          <tr key={name} data-total={isTotal || undefined}>
            <th scope="row">{name}</th>
            {STANCES.map((stance) => (
              <td key={stance}>{counts[stance]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function tellStanding(signedIn: number, guests: number): string {
  if (guests === 0) return String(signedIn);
  const told = tellCount(guests, "guest");
  return signedIn === 0 ? told : `${signedIn}, and ${told}`;
}

function signedInFirst(positions: readonly Position[], author: (id: string) => Person): Position[] {
  const rank = ({ current }: Position) => Number(!author(current.by).isVerified);
  return [...positions].sort((a, b) => rank(a) - rank(b));
}
