import { showInvisible } from "./invisible.ts";

/**
 * What a person got wrong, told so that he can mend it. Problems are values:
 * a reading returns all of them together with what could be read.
 */
export interface Problem {
  /** Stable name of the mistake, in kebab-case: `number-used-twice`. */
  code: string;
  /** Names the thing, what is the matter, and what to do. */
  message: string;
  /** The file, relative to the `bylaws` folder, where there is one. */
  file?: string;
  /** Counted from 1. */
  line?: number;
  /** The field of a request or of a YAML file, where there is one: `comment.closes`. */
  field?: string;
  /** What was read cannot stand for the file: the last good reading stays served, where there is one. */
  serious?: boolean;
  /** It may well be meant, as a number that is left out: to be looked at, not to be mended. */
  remark?: boolean;
}

export function problem(code: string, message: string, place: Omit<Problem, "code" | "message"> = {}): Problem {
  return { code, message, ...place };
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "message" in value && !("seq" in value);
}

/** Problems told of one file; who mends those sees the others after. */
const MOST_OF_FILE = 200;

/** The first problems of each file, and one that is serious where there is one: a file can be made of nothing but mistakes. */
export function limitProblems(problems: readonly Problem[]): Problem[] {
  const told = new Map<string, { count: number; isSerious: boolean }>();
  return problems.filter(({ file = "", serious = false }) => {
    const { count, isSerious } = told.get(file) ?? { count: 0, isSerious: false };
    told.set(file, { count: count + 1, isSerious: isSerious || serious });
    return count < MOST_OF_FILE || (serious && !isSerious);
  });
}

/** `harbour-commons/document.yaml:12: message`, as a compiler would say it. */
export function printProblem({ file, line, message }: Problem): string {
  const place = [file, line].filter((part) => part !== undefined).join(":");
  // A file may hold orders to the terminal, and its name, too.
  return showInvisible(place ? `${place}: ${message}` : message);
}
