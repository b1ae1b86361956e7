/** A stretch of a field to be replaced, and what is selected then; UTF-16 units. */
export interface Replacement {
  from: number;
  to: number;
  words: string;
  select: [number, number];
}

const AROUND: Record<string, string> = { b: "**", i: "*" };

/**
 * What a key pressed with Control or Command does to a Markdown text: `b` bold,
 * `i` italic, `k` a link, `.` with Shift a quotation. Pressed again, bold,
 * italic and quotation go.
 *
 * @param from, to What is selected.
 */
export function replacementFor(
  { key, shiftKey, code }: Pick<KeyboardEvent, "key" | "shiftKey" | "code">,
  text: string,
  from: number,
  to: number,
): Replacement | undefined {
  // By its place: with Shift, the key gives another sign on each keyboard.
  if (shiftKey) return code === "Period" ? quote(text, from, to) : undefined;
  const mark = Object.hasOwn(AROUND, key) ? AROUND[key]! : undefined;
  if (mark) return wrap(text, from, to, mark);
  return key === "k" ? link(text, from, to) : undefined;
}

function wrap(text: string, from: number, to: number, mark: string): Replacement {
  const words = text.slice(from, to);
  const isBare = (side: string | undefined) => side !== "*";
  const isWrapped =
    text.slice(from - mark.length, from) === mark &&
    text.slice(to, to + mark.length) === mark &&
    // The inner mark of bold is none of italic.
    isBare(text[from - mark.length - 1]) &&
    isBare(text[to + mark.length]);
  if (isWrapped) {
    const start = from - mark.length;
    return { from: start, to: to + mark.length, words, select: [start, start + words.length] };
  }
  // White space inside the marks would leave them standing as stars.
  const [, before = "", inner = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(words) ?? [];
  const start = from + before.length + mark.length;
  return { from, to, words: before + mark + inner + mark + after, select: [start, start + inner.length] };
}

function link(text: string, from: number, to: number): Replacement {
  const words = text.slice(from, to);
  if (/^https?:\/\/\S+$/.test(words)) return { from, to, words: `[](${words})`, select: [from + 1, from + 1] };
  const address = from + words.length + 3;
  return { from, to, words: `[${words}](https://)`, select: [address, address + "https://".length] };
}

function quote(text: string, from: number, to: number): Replacement {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const isQuoted = lines.every((line) => line.startsWith("> "));
  const words = lines.map((line) => (isQuoted ? line.slice(2) : `> ${line}`)).join("\n");
  return { from: start, to: end, words, select: [start + words.length, start + words.length] };
}

/** Puts it into the field as if it had been typed: what was there comes back with the browser's own undo. */
export function typeInto(field: HTMLTextAreaElement, { from, to, words, select }: Replacement): void {
  field.setSelectionRange(from, to);
  const isTyped = document.execCommand?.("insertText", false, words) ?? false;
  if (!isTyped) {
    field.setRangeText(words, from, to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(...select);
}
