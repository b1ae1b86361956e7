import type { Person } from "../discuss/person.ts";
import { readSaid, type SaidEntry } from "../discuss/said.ts";
import { tellStanding } from "../discuss/standing.ts";
import type { Entry } from "../ledger/entry.ts";
import { printDay } from "../text/day.ts";
import { showInvisible } from "../text/invisible.ts";

/** One entry in plain words, for readers without our scripts: a feed, a page without them. */
export interface Told {
  entry: Entry;
  /** `Ada Lindqvist` */
  name: string;
  /** `member, Gold; Quay Bank` */
  standing: string;
  /** `Comment`, `Reply to 12`, `Position: Object`, `Withdrawal of 12` */
  act: string;
  /** `4.16 · revision 1` */
  about: string;
  quote?: string;
  /** What was written, as it was written; or why it is no longer shown. Empty where there is nothing to say. */
  words: string;
  /** Where it stands on the site: path and hash. */
  path: string;
}

/**
 * Tells entries in plain words.
 *
 * @param entries Oldest first. A withdrawal among them takes the words of the
 *   entry it names: it comes after it, and so is among the newest, too.
 * @param people By the id an entry names.
 */
export function tellEntries(entries: readonly Entry[], people: ReadonlyMap<string, Person>): Told[] {
  const withdrawn = new Set(
    entries.map(readSaid).flatMap((said) => (said?.kind === "withdrawal" ? [said.withdraws] : [])),
  );
  return entries.map((entry) => {
    const said = readSaid(entry);
    const person = people.get(entry.by);
    const standing = person ? [tellStanding(person), person.affiliation].filter(Boolean).join("; ") : "";
    const quote = said?.kind === "comment" && !withdrawn.has(entry.seq) ? said.anchor?.quote : undefined;
    return {
      entry,
      name: showInvisible(person?.name || "Name not known"),
      standing: showInvisible(standing),
      act: tellAct(entry, said),
      about: [entry.clause, entry.revision === undefined ? undefined : `revision ${entry.revision}`]
        .filter((part) => part !== undefined)
        .join(" · "),
      ...(quote === undefined ? {} : { quote: showInvisible(quote) }),
      words: wordsOf(said, withdrawn.has(entry.seq)),
      path: pathOf(entry),
    };
  });
}

function tellAct({ kind }: Entry, said: SaidEntry | undefined): string {
  switch (said?.kind) {
    case "reply":
      return `Reply to ${said.replyTo}`;
    case "position":
      return said.position ? `Position: ${capital(said.position.replaceAll("-", " "))}` : "Position";
    case "withdrawal":
      return `Withdrawal of ${said.withdraws}`;
    default:
      return capital(kind);
  }
}

function wordsOf(said: SaidEntry | undefined, isWithdrawn: boolean): string {
  if (said?.isBlanked) {
    return `Blanked by its author on leaving${said.blankedAt ? `, ${printDay(said.blankedAt.slice(0, 10))}` : ""}.`;
  }
  if (isWithdrawn) return "Withdrawn by its author.";
  return (said?.kind === "position" ? said.reason : said && "text" in said ? said.text : undefined) ?? "";
}

function pathOf({ kind, document, amendment, clause, seq }: Entry): string {
  const parts = amendment === undefined ? [document] : [document, "amendments", amendment];
  const isVoice = kind === "comment" || kind === "reply";
  if (isVoice && clause !== undefined) parts.push(clause);
  if (!isVoice && amendment !== undefined) parts.push(kind === "position" ? "positions" : "record");
  return `${printPath(parts)}${isVoice ? `#comment-${seq}` : ""}`;
}

/** `/ferry/amendments/open` */
export function printPath(parts: readonly string[]): string {
  return `/${parts.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"))).join("/")}`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
