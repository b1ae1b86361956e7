import { nameOfText } from "../anchor/selectors.ts";
import { Hiding } from "../discuss/hiding.ts";
import { aboutNumber, type Mark, readSaid, type SaidEntry } from "../discuss/said.ts";
import type { Entry } from "../ledger/entry.ts";
import { printPath } from "../server/told.ts";
import { readEntries, readPeople } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { SelectorsOfTexts } from "./selectorsOfTexts.ts";

/**
 * Comments, replies and what was answered to them, as a collection of W3C Web
 * Annotations (JSON-LD), for programs that show or gather annotations. What
 * was edited stands in its newest words. What was withdrawn, blanked or hidden
 * is left out: the record itself tells of it.
 *
 * @param origin Address of the site: `https://floor.example.org`.
 */
export async function* printAnnotations({ database }: Snapshot, origin: string): AsyncGenerator<string> {
  const known = await lookOver(database);
  const selectors = new SelectorsOfTexts(database);
  let total = 0;
  yield `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"${known.name}","type":"AnnotationCollection","label":${JSON.stringify(`Comments at ${origin}`)},\n`;
  yield `"first":{"id":"${known.name}?page=1","type":"AnnotationPage","startIndex":0,"items":[`;
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      const said = readSaid(entry);
      if (!said || said.isBlanked || known.withdrawn.has(entry.seq) || known.hiding.find(entry.seq)) continue;
      if (!isVoice(said)) continue;
      const words = await selectors.of(entry);
      const about = aboutNumber(said);
      const target = words
        ? { source: `${origin}/api/texts/${words.text}`, selector: words.selector, scope: pageOf(entry, origin) }
        : about === undefined
          ? pageOf(entry, origin)
          : addressOf({ ...entry, seq: about }, origin);
      const annotation = { ...headOf(entry, said, known, origin), target };
      yield `${total === 0 ? "" : ","}\n${JSON.stringify(annotation)}`;
      total += 1;
    }
  }
  yield `\n]},\n"total":${total}}\n`;
}

/** Edits are no annotations of their own: their words stand in what they edit. */
type Voice = Exclude<SaidEntry & { text: string }, { kind: "edit" }>;

const isVoice = (said: SaidEntry): said is Voice => "text" in said && said.kind !== "edit";

function headOf(entry: Entry, said: Voice, { names, edits }: Known, origin: string) {
  const edit = edits.get(said.seq);
  const words = { type: "TextualBody", value: edit?.text ?? said.text, format: "text/markdown" };
  const more = bodiesBeside(said);
  return {
    id: addressOf(entry, origin),
    type: "Annotation",
    motivation: motivationOf(said),
    created: said.at,
    ...(edit && { modified: edit.at }),
    creator: { id: `_:${said.by}`, type: "Person", name: names.get(said.by) ?? "" },
    body: more.length === 0 ? words : [words, ...more],
  };
}

/** The nearest of the motivations that the W3C names. */
function motivationOf(said: Voice): string {
  switch (said.kind) {
    case "comment":
      return MOTIVATIONS[said.mark ?? "remark"];
    case "disposition":
      return "assessing";
    case "moderation":
      return "moderating";
    default:
      return "replying";
  }
}

const MOTIVATIONS: Record<Mark, string> = {
  remark: "commenting",
  question: "questioning",
  objection: "assessing",
  request: "editing",
};

/** Proposed words, and what the board has answered. */
function bodiesBeside(said: Voice): object[] {
  const wording = said.kind === "comment" || said.kind === "disposition" ? said.wording : undefined;
  const outcome = said.kind === "disposition" ? said.outcome : undefined;
  return [
    ...(wording === undefined
      ? []
      : [{ type: "TextualBody", purpose: "editing", value: wording, format: "text/plain" }]),
    ...(outcome ? [{ type: "TextualBody", purpose: "classifying", value: outcome, format: "text/plain" }] : []),
  ];
}

interface Known {
  withdrawn: ReadonlySet<number>;
  hiding: Hiding;
  /** The newest edit of what was edited. */
  edits: ReadonlyMap<number, { text: string; at: string }>;
  names: ReadonlyMap<string, string>;
  /** Of the collection. */
  name: string;
}

/** What must be known before the first annotation is written. */
async function lookOver(database: Snapshot["database"]): Promise<Known> {
  const hiding = new Hiding();
  const edits = new Map<number, { text: string; at: string }>();
  const withdrawn = new Set<number>();
  const authors = new Set<string>();
  let newest: Entry | undefined;
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      const said = readSaid(entry);
      if (said?.kind === "withdrawal") withdrawn.add(said.withdraws);
      if (said?.kind === "edit" && !said.isBlanked) edits.set(said.edits, { text: said.text, at: said.at });
      hiding.add(entry);
      authors.add(entry.by);
    }
    newest = entries.at(-1);
  }
  const people = new Map<string, { name: string; same?: string }>();
  for await (const some of readPeople(database, authors)) for (const person of some) people.set(person.id, person);
  const names = new Map<string, string>();
  for (const [id, { name, same }] of people) names.set(id, people.get(same ?? id)?.name ?? name);
  // Another record is another collection, and the same one the same, wherever it is kept.
  return { withdrawn, hiding, edits, names, name: nameOfText(newest?.hash ?? "0".repeat(64)) };
}

function addressOf({ document, amendment, clause, seq }: Entry, origin: string): string {
  return `${origin}${placeOf({ document, amendment, clause })}#comment-${seq}`;
}

function pageOf({ document, amendment, clause, revision }: Entry, origin: string): string {
  return `${origin}${placeOf({ document, amendment, clause })}${revision === undefined ? "" : `?revision=${revision}`}`;
}

function placeOf({ document, amendment, clause }: Pick<Entry, "document" | "amendment" | "clause">): string {
  const parts = [
    document,
    ...(amendment === undefined ? [] : ["amendments", amendment]),
    ...(clause === undefined ? [] : [clause]),
  ];
  return printPath(parts);
}
