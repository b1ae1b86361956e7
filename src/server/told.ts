import type { Person } from "../discuss/person.ts";
import { aboutNumber, DISPOSITION_NAMES, MARK_NAMES, readSaid, type SaidEntry } from "../discuss/said.ts";
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
  /** `Comment`, `Question, edited`, `Reply to 12`, `Position: Object`, `Answer to 12: Declined` */
  act: string;
  /** `4.16 · revision 1` */
  about: string;
  quote?: string;
  /** What was written, as it was written; or why it is no longer shown. Empty where there is nothing to say. */
  words: string;
  /** Where it stands on the site: path and hash. */
  path: string;
}

/** What later entries make of earlier ones. */
interface Later {
  withdrawn: ReadonlySet<number>;
  /** The newest words of what was edited. */
  edited: ReadonlyMap<number, string>;
  /** Acts of moderation, by what they hide. */
  hides: ReadonlyMap<number, SaidEntry>;
}

/**
 * Tells entries in plain words.
 *
 * @param entries As everyone may read them, oldest first. A withdrawal or an
 *   edit among them changes the words of the entry it names: it comes after
 *   it, and so is among the newest, too.
 * @param people By the id an entry names.
 */
export function tellEntries(entries: readonly Entry[], people: ReadonlyMap<string, Person>): Told[] {
  const later = laterOf(entries.map(readSaid).filter((said) => said !== undefined));
  return entries.map((entry) => {
    const said = readSaid(entry);
    const person = people.get(entry.by);
    const standing = person ? [tellStanding(person), person.affiliation].filter(Boolean).join("; ") : "";
    const hasAnchor = said?.kind === "comment" || said?.kind === "placement";
    const quote = hasAnchor && !later.withdrawn.has(entry.seq) ? said.anchor?.quote : undefined;
    return {
      entry,
      name: showInvisible(person?.name || "Name not known"),
      standing: showInvisible(standing),
      act: tellAct(entry, said, later),
      about: aboutOf(entry, said),
      ...(quote === undefined ? {} : { quote: showInvisible(quote) }),
      words: wordsOf(said, later),
      path: pathOf(entry, said),
    };
  });
}

function laterOf(entries: readonly SaidEntry[]): Later {
  const withdrawn = new Set<number>();
  const edited = new Map<number, string>();
  const hides = new Map<number, SaidEntry>();
  for (const said of entries) {
    if (said.kind === "withdrawal") withdrawn.add(said.withdraws);
    if (said.kind === "edit" && !said.isBlanked) edited.set(said.edits, said.text);
    if (said.kind === "moderation" && said.hides !== undefined) hides.set(said.hides, said);
  }
  return { withdrawn, edited, hides };
}

function aboutOf(entry: Entry, said: SaidEntry | undefined): string {
  const version = said?.kind === "comment" ? said.version : undefined;
  const text =
    entry.revision !== undefined ? `revision ${entry.revision}` : version && `version of ${printDay(version)}`;
  return [entry.clause, text].filter((part) => part !== undefined).join(" · ");
}

function tellAct({ kind, seq }: Entry, said: SaidEntry | undefined, { edited }: Later): string {
  const isEdited = edited.has(seq) ? ", edited" : "";
  switch (said?.kind) {
    case "comment":
      return `${said.mark && said.mark !== "remark" ? MARK_NAMES[said.mark] : "Comment"}${isEdited}`;
    case "reply":
      return `Reply to ${said.replyTo}${isEdited}`;
    case "edit":
      return `Edit of ${said.edits}`;
    case "withdrawal":
      return `Withdrawal of ${said.withdraws}`;
    case "co-signature":
      return `Co-signature of ${said.signs}`;
    case "resolution":
      return said.resolves === undefined ? `Thread ${said.reopens} opened again` : `Thread ${said.resolves} resolved`;
    case "disposition":
      return `Answer for the board to ${said.answers}${said.outcome ? `: ${DISPOSITION_NAMES[said.outcome]}` : ""}`;
    case "position":
      return said.position ? `Position: ${capital(said.position.replaceAll("-", " "))}` : "Position";
    case "moderation":
      return said.hides === undefined ? `${said.shows} shown again` : `${said.hides} hidden`;
    case "placement":
      return `Place of the words of ${said.places}`;
    default:
      return capital(kind);
  }
}

function wordsOf(said: SaidEntry | undefined, { withdrawn, edited, hides }: Later): string {
  if (!said) return "";
  const of = said.kind === "edit" ? said.edits : said.seq;
  if (said.hidden) {
    const act = hides.get(of);
    const day = said.blankedAt ? `, ${printDay(said.blankedAt.slice(0, 10))}` : "";
    return `Hidden by a moderator${day}.${act ? ` Entry ${act.seq} says why.` : ""}`;
  }
  if (said.isBlanked) {
    return `Blanked by its author on leaving${said.blankedAt ? `, ${printDay(said.blankedAt.slice(0, 10))}` : ""}.`;
  }
  if (withdrawn.has(of)) return "Withdrawn by its author.";
  switch (said.kind) {
    case "comment": {
      const wording = said.wording === undefined ? [] : [`Words proposed in place of those quoted: “${said.wording}”`];
      return [...wording, edited.get(of) ?? said.text].join("\n\n");
    }
    case "reply":
      return edited.get(of) ?? said.text;
    case "disposition": {
      const wording = said.wording === undefined ? [] : [`The words will be: “${said.wording}”`];
      const where = said.where === undefined ? [] : [`See ${said.where}.`];
      return [said.text, ...wording, ...where].join("\n\n");
    }
    case "position":
      return [said.reason ?? "", ...(said.thread === undefined ? [] : [`See ${said.thread}.`])]
        .filter(Boolean)
        .join("\n\n");
    case "placement":
      return said.anchor ? "" : "Its words stand nowhere on the later text.";
    default:
      return "text" in said ? said.text : "";
  }
}

/** What is done in a thread leads to what it is done to; acts of moderation to the list of them. */
function pathOf({ document, amendment, clause, seq }: Entry, said: SaidEntry | undefined): string {
  const parts = amendment === undefined ? [document] : [document, "amendments", amendment];
  const comment = commentOf(seq, said);
  const list = said?.kind === "position" ? "positions" : said?.kind === "moderation" ? "moderation" : "record";
  if (comment !== undefined && clause !== undefined) parts.push(clause);
  if (comment === undefined && (amendment !== undefined || list === "moderation")) parts.push(list);
  return `${printPath(parts)}${comment === undefined ? "" : `#comment-${comment}`}`;
}

function commentOf(seq: number, said: SaidEntry | undefined): number | undefined {
  switch (said?.kind) {
    case "comment":
    case "reply":
      return seq;
    case "edit":
    case "co-signature":
    case "resolution":
    case "disposition":
    case "placement":
      return aboutNumber(said);
    default:
      return undefined;
  }
}

/** `/ferry/amendments/open` */
export function printPath(parts: readonly string[]): string {
  return `/${parts.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"))).join("/")}`;
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
