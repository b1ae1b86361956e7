import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { Fields, type Marked, short } from "./fields.ts";
import { problem } from "./problem.ts";
import { isUtf8, type Shelf } from "./textFile.ts";

/** Longer ones are not written by hand. */
const YAML_LIMIT_BYTES = 256 * 1024;

/** Reads a YAML file. @returns `undefined` when there is nothing to read fields from; what is the matter is then among `problems`. */
export function readFields(file: string, { files, problems }: Pick<Shelf, "files" | "problems">): Fields | undefined {
  const report = (code: string, message: string, line?: number) =>
    void problems.push(problem(code, message, { file, ...(line ? { line } : {}), serious: true }));
  const bytes = files.get(file);
  if (!bytes) {
    report("file-missing", `The file ${file} does not exist. Add it.`);
    return undefined;
  }
  if (bytes.length > YAML_LIMIT_BYTES) {
    report(
      "file-too-long",
      `The file has ${bytes.length} bytes; ${YAML_LIMIT_BYTES} is the most. The text of the bylaws belongs into .md files.`,
    );
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
      uniqueKeys: true,
      version: "1.2",
    });
    for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
      const said =
        code === "DUPLICATE_KEY"
          ? "This field stands here a second time; leave one out"
          : message.split("\n")[0]!.replace(/\.$/, "");
      report(code === "DUPLICATE_KEY" ? "field-twice" : "yaml-unreadable", `${said}.`, lines.linePos(pos[0]).line);
    }
    return new Fields(markLines(document, lines, report), file, "", problems);
  } catch (error) {
    // The parser runs out of stack on thousands of brackets.
    report("yaml-unreadable", `The file cannot be read (${(error as Error).message}).`);
    return undefined;
  }
}

/** The values of a YAML file with their lines, without anything YAML: aliases are refused, since a few of them can grow without end. */
function markLines(
  document: Document.Parsed,
  lines: LineCounter,
  report: (code: string, message: string, line: number) => void,
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
        else if (!fields.has(String(key.value))) fields.set(String(key.value), { ...mark(value, at), line: at });
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
    return {
      line,
      value: typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null,
    };
  };
  return mark(document.contents, 1);
}
