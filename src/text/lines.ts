import { MEANT_BREAK } from "./htmlLines.ts";

const SPACE = /\s/;
const OTHER_BREAKS = ["\r", "\u2028", "\u2029"];

/** Walks over the lines of a source, one at a time, without copying any. */
export class Lines {
  /** Where the line starts and ends, its break left out. */
  from = 0;
  to = 0;
  /** The same without the blanks and `>` in front and the blanks behind; `at === end` for an empty line. */
  at = 0;
  end = 0;
  /** Blanks in front; a tab counts to the next multiple of 4. */
  indent = 0;
  /** Counted from 1. */
  number = 0;
  /** It follows a break that is meant, as `<br>` is. */
  isMeant = false;
  readonly #source: string;
  readonly #breaks: RegExp | undefined;
  #next: number;

  constructor(source: string) {
    this.#source = source;
    this.#next = source.startsWith("\uFEFF") ? 1 : 0;
    this.#breaks = OTHER_BREAKS.some((sign) => source.includes(sign)) ? /\r\n?|[\n\u2028\u2029]/g : undefined;
  }

  /** Goes to the next line. @returns Whether there is one. */
  next(): boolean {
    if (this.#next < 0) return false;
    this.from = this.#next;
    this.number++;
    this.isMeant = this.#breaks !== undefined && this.#source[this.from - 1] === MEANT_BREAK;
    this.#findEnd();
    this.#trim();
    return true;
  }

  #findEnd(): void {
    if (this.#breaks) {
      this.#breaks.lastIndex = this.from;
      const found = this.#breaks.exec(this.#source);
      this.to = found ? found.index : this.#source.length;
      this.#next = found ? this.#breaks.lastIndex : -1;
      return;
    }
    const found = this.#source.indexOf("\n", this.from);
    this.to = found < 0 ? this.#source.length : found;
    this.#next = found < 0 ? -1 : found + 1;
  }

  #trim(): void {
    const source = this.#source;
    let [at, end, indent] = [this.from, this.to, 0];
    for (; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code === 32) indent++;
      else if (code === 9) indent += 4 - (indent % 4);
      else if (code === 62) indent = 0;
      else if (isSpace(source, at, code)) indent++;
      else if (code === 38 && source.startsWith("&nbsp;", at)) {
        indent++;
        at += 5;
      } else break;
    }
    while (end > at && isSpace(source, end - 1, source.charCodeAt(end - 1))) end--;
    this.at = at;
    this.end = end;
    this.indent = indent;
  }
}

function isSpace(source: string, at: number, code: number): boolean {
  return code <= 32 ? SPACE.test(source[at]!) : code >= 128 && SPACE.test(source[at]!);
}
