/** What a program that reads the log can count and search, beside the sentence for people. */
export interface Facts {
  /** What happened, in one word: `request`, `sign-in-link-used`. Without it, `notice`. */
  event?: string;
  /** Without it, `info`. */
  level?: "info" | "warn" | "error";
  /** Number of the request it belongs to; its reader saw the same one. */
  request?: string;
  /** Id of a person, as in the public record. Never a mail address. */
  person?: string;
  stack?: string;
  [fact: string]: string | number | boolean | undefined;
}

/** Takes what the operator should know: one sentence, and the facts of it. */
export type Log = (line: string, facts?: Facts) => void;

export type LogFormat = "json" | "text";

/** Would move the cursor of a terminal, or end a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/**
 * `json`: every event is one line, one object. `text`: what a person at a
 * terminal wants to read, without a line for each request.
 *
 * What was written elsewhere (a name, a path) can neither end a line nor begin
 * one: further lines of an event are indented.
 */
export function makeLog(format: LogFormat, write: (text: string) => void, now: () => Date = () => new Date()): Log {
  return (line, { event = "notice", level = "info", ...facts } = {}) => {
    if (format === "json") {
      write(`${JSON.stringify({ at: now().toISOString(), level, event, message: line, ...facts })}\n`);
    } else if (event !== "request") {
      const words = facts.stack && !facts.stack.includes(line) ? `${line}\n${facts.stack}` : (facts.stack ?? line);
      write(`${words.replace(/\r\n?/g, "\n").replace(CONTROL, "\uFFFD").replace(/\n/g, "\n  ")}\n`);
    }
  };
}
