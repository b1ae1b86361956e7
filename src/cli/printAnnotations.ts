import { nameOfText } from "../anchor/selectors.ts";
import { readSaid, type SaidEntry } from "../discuss/said.ts";
import type { Entry } from "../ledger/entry.ts";
import { printPath } from "../server/told.ts";
import { readEntries, readPeople } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";
import { SelectorsOfTexts } from "./selectorsOfTexts.ts";

/**
 * Comments and replies as a collection of W3C Web Annotations (JSON-LD), for
 * programs that show or gather annotations. What was withdrawn or blanked is
 * left out: the record itself tells of it.
 *
 * @param origin Address of the site: `https://floor.example.org`.
 */
export async function* printAnnotations({ database }: Snapshot, origin: string): AsyncGenerator<string> {
  const { withdrawn, names, name } = await lookOver(database);
  const selectors = new SelectorsOfTexts(database);
  let total = 0;
  yield `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"${name}","type":"AnnotationCollection","label":${JSON.stringify(`Comments at ${origin}`)},\n`;
  yield `"first":{"id":"${name}?page=1","type":"AnnotationPage","startIndex":0,"items":[`;
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      const said = readSaid(entry);
      if (!said || said.isBlanked || withdrawn.has(entry.seq) || !("text" in said)) continue;
      const words = await selectors.of(entry);
      const target = words
        ? { source: `${origin}/api/texts/${words.text}`, selector: words.selector, scope: pageOf(entry, origin) }
        : said.kind === "reply"
          ? addressOf({ ...entry, seq: said.replyTo }, origin)
          : pageOf(entry, origin);
      const annotation = { ...headOf(entry, said, names, origin), target };
      yield `${total === 0 ? "" : ","}\n${JSON.stringify(annotation)}`;
      total += 1;
    }
  }
  yield `\n]},\n"total":${total}}\n`;
}

function headOf(entry: Entry, said: SaidEntry & { text: string }, names: ReadonlyMap<string, string>, origin: string) {
  return {
    id: addressOf(entry, origin),
    type: "Annotation",
    motivation: said.kind === "reply" ? "replying" : "commenting",
    created: said.at,
    creator: { id: `_:${said.by}`, type: "Person", name: names.get(said.by) ?? "" },
    body: { type: "TextualBody", value: said.text, format: "text/markdown" },
  };
}

/** What must be known before the first annotation is written. */
async function lookOver(database: Snapshot["database"]) {
  const withdrawn = new Set<number>();
  const authors = new Set<string>();
  let newest: Entry | undefined;
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      const said = readSaid(entry);
      if (said?.kind === "withdrawal") withdrawn.add(said.withdraws);
      authors.add(entry.by);
    }
    newest = entries.at(-1);
  }
  const people = new Map<string, { name: string; same?: string }>();
  for await (const some of readPeople(database, authors)) for (const person of some) people.set(person.id, person);
  const names = new Map<string, string>();
  for (const [id, { name, same }] of people) names.set(id, people.get(same ?? id)?.name ?? name);
  // Another record is another collection, and the same one the same, wherever it is kept.
  return { withdrawn, names, name: nameOfText(newest?.hash ?? "0".repeat(64)) };
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
