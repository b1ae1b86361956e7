import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { Fields, type Marked, short } from "./fields.ts";
import { findInvisible, nameInvisible } from "./invisible.ts";
import { findOddCharacters } from "./oddCharacters.ts";
import { problem } from "./problem.ts";
import { isUtf8, type Shelf } from "./textFile.ts";

/** Longer ones are not written by hand. */
const YAML_LIMIT_BYTES = 256 * 1024;

/** Problems told of one file: who mends those sees the others after. */
const MOST_TOLD = 50;

/** Reads a YAML file. @returns `undefined` when there is nothing to read fields from; what is the matter is then among `problems`. */
export function readFields(
  file: string,
  { files, problems }: Pick<Shelf, "files" | "problems">,
  limitBytes = YAML_LIMIT_BYTES,
): Fields | undefined {
  let told = 0;
  const report = (code: string, message: string, line?: number): void => {
    told += 1;
    if (told <= MOST_TOLD) problems.push(problem(code, message, { file, ...(line ? { line } : {}), serious: true }));
  };
  const bytes = files.get(file);
  if (!bytes) {
    report("file-missing", `The file ${file} does not exist. Add it.`);
    return undefined;
  }
  if (bytes.length > limitBytes) {
    const advice = limitBytes === YAML_LIMIT_BYTES ? " The text of the bylaws belongs into .md files." : "";
    report("file-too-long", `The file has ${bytes.length} bytes; ${limitBytes} is the most.${advice}`);
    return undefined;
  }
  if (!isUtf8(bytes))
    report("not-utf-8", "The file is not UTF-8, so some letters cannot be read. Save it as UTF-8.", 1);
  const lines = new LineCounter();
  try {
    const source = new TextDecoder().decode(bytes);
    const document = parseDocument(source, {
      lineCounter: lines,
      prettyErrors: false,
      // It compares each with each, for ten seconds of 40,000; markLines looks them up.
      uniqueKeys: false,
      version: "1.2",
    });
    for (const { message, pos } of [...document.errors, ...document.warnings]) {
      report("yaml-unreadable", tellError(message), lines.linePos(pos[0]).line);
    }
    for (const odd of findOddCharacters(source)) problems.push({ ...odd, file });
    const onEscape = (character: string, line: number) => {
      if (source.includes(character)) return; // Told above.
      const message = `${nameInvisible(character)} is written as an escape here, and nobody would see it. Leave it out.`;
      problems.push(problem("odd-character", message, { file, line }));
    };
    return new Fields(markLines(document, lines, report, onEscape), file, "", problems);
  } catch (error) {
    report("yaml-unreadable", tellError((error as Error).message));
    return undefined;
  }
}

/** What the parser says, in one short line. It runs out of stack on thousands of brackets. */
function tellError(message: string): string {
  if (message.includes("call stack")) return "The file cannot be read: lists or fields stand too deep in one another.";
  return `${short(message.split("\n")[0]!.replace(/\.$/, ""))}.`;
}

/** The values of a YAML file with their lines, without anything YAML: aliases are refused, since a few of them can grow without end. */
function markLines(
  document: Document.Parsed,
  lines: LineCounter,
  report: (code: string, message: string, line: number) => void,
  onEscape: (character: string, line: number) => void,
): Marked {
  const lineOf = (node: Node | null | undefined, otherwise: number) =>
    node?.range ? lines.linePos(node.range[0]).line : otherwise;
  const mark = (node: unknown, otherwise: number): Marked => {
    const line = lineOf(node as Node | null, otherwise);
    if (isMap(node)) {
      const fields = new Map<string, Marked>();
      for (const { key, value } of node.items) {
        const at = lineOf(key as Node | null, line);
        if (!isScalar(key)) report("yaml-unreadable", "A field needs a plain name.", at);
        else if (fields.has(String(key.value)))
          report("field-twice", "This field stands here a second time; leave one out.", at);
        else fields.set(String(key.value), { ...mark(value, at), line: at });
      }
      return { line, value: fields };
    }
    if (isSeq(node)) return { line, value: node.items.map((item) => mark(item, line)) };
    if (isAlias(node))
      report(
        "yaml-alias",
        `“*${short(node.source)}” stands for another place of the file; write the words themselves.`,
        line,
      );
    const value = isScalar(node) ? node.value : null;
    const [hidden] = typeof value === "string" ? findInvisible(value) : [];
    if (hidden) onEscape(hidden.character, line);
    return {
      line,
      value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null,
    };
  };
  return mark(document.contents, 1);
}
