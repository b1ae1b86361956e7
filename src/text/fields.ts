import { type Problem, problem } from "./problem.ts";

/** A value of a YAML file with the line it stands on. */
export interface Marked {
  line: number;
  value: null | boolean | number | string | Marked[] | Map<string, Marked>;
}

/** Unknown fields told of one map: who mends those sees the others after. */
const MOST_UNKNOWN = 50;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether a text is a day of the calendar: `2019-02-29` is none. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/**
 * Reads the fields of one map of a YAML file, and says what is wrong with each.
 *
 * Every field that is read counts as known; `done` names those that are not.
 * A field that is wrong reads as if it were not there.
 */
export class Fields {
  readonly #fields: ReadonlyMap<string, Marked>;
  readonly #known = new Set<string>();
  readonly #problems: Problem[];
  readonly #file: string;
  readonly #path: string;
  readonly line: number;

  /** @param path Of the map inside its file, for naming fields: `comment.`; empty for the whole file. */
  constructor(marked: Marked, file: string, path: string, problems: Problem[]) {
    this.#fields = marked.value instanceof Map ? marked.value : new Map();
    this.#problems = problems;
    this.#file = file;
    this.#path = path;
    this.line = marked.line;
    if (!(marked.value instanceof Map)) {
      const what = path ? path.replace(/\.$/, "") : "The file";
      this.report("wrong-type", `${what} must be a list of fields, each as “name: value”.`, { serious: true });
    }
  }

  /** Line of a field, or of the map where the field is missing. */
  lineOf(name: string): number {
    return this.#fields.get(name)?.line ?? this.line;
  }

  report(code: string, message: string, { name, serious }: { name?: string; serious?: boolean } = {}): void {
    const field = name === undefined ? this.#path.replace(/\.$/, "") : this.#path + name;
    this.#problems.push(
      problem(code, message, {
        file: this.#file,
        line: name === undefined ? this.line : this.lineOf(name),
        ...(field ? { field } : {}),
        ...(serious ? { serious } : {}),
      }),
    );
  }

  text(name: string, { required = false } = {}): string {
    const found = this.#take(name, required);
    if (found === undefined) return "";
    // A title such as 2019 is a number to YAML, and no mistake to a person.
    if (typeof found === "string" || typeof found === "number") {
      const text = String(found).trim();
      if (text === "" && required) this.#missing(name);
      return text;
    }
    this.#wrong(name, "a text", required);
    return "";
  }

  day(name: string, { required = false } = {}): string | undefined {
    const found = this.#take(name, required);
    if (found === undefined) return undefined;
    if (typeof found === "string" && isDay(found.trim())) return found.trim();
    this.report(
      "not-a-day",
      `${this.#path}${name} must be a day of the calendar, written as 2019-04-08${typeof found === "string" ? `; “${short(found)}” is none` : ""}.`,
      { name, serious: true },
    );
    return undefined;
  }

  flag(name: string): boolean {
    const found = this.#take(name, false);
    if (found === undefined || typeof found === "boolean") return found ?? false;
    this.#wrong(name, "true or false", false);
    return false;
  }

  count(name: string, { required = false } = {}): number | undefined {
    const found = this.#take(name, required);
    if (found === undefined) return undefined;
    if (typeof found === "number" && Number.isSafeInteger(found) && found >= 0) return found;
    this.#wrong(name, "a whole number, 0 or more", required);
    return undefined;
  }

  oneOf<T extends string>(name: string, choices: readonly T[], { required = false } = {}): T | undefined {
    const found = this.#take(name, required);
    if (found === undefined) return undefined;
    const choice = choices.find((one) => one === found);
    if (choice === undefined) this.#wrong(name, `one of: ${choices.join(", ")}`, true);
    return choice;
  }

  map(name: string): Fields | undefined {
    const marked = this.#fields.get(name);
    return this.#take(name, false) === undefined ? undefined : this.#within(marked!, name);
  }

  texts(name: string): string[] {
    return this.#list(name, false).flatMap(({ value }, index) => {
      if (typeof value === "string" || typeof value === "number") return [String(value).trim()];
      this.report("wrong-type", `${this.#path}${name}[${index}] must be a text.`, { name });
      return [];
    });
  }

  /**
   * Addresses of clauses: one, or a list of them, which may be empty.
   *
   * @returns `undefined` where the field is missing or wrong, which is reported.
   */
  addresses(name: string): string[] | undefined {
    const found = this.#take(name, false);
    const path = this.#path + name;
    const items = Array.isArray(found) ? found.map(({ value }) => value) : [found ?? null];
    if (found === undefined) {
      const message = `${path} is missing. Write an address such as "4.16", a list such as ["4.16", "4.17"], or [] for none.`;
      this.report("field-missing", message, { name });
    } else if (items.some((item) => typeof item === "number" && !Number.isInteger(item))) {
      // To YAML, 4.10 is the number 4.1.
      this.report("address-unquoted", `${path} must stand in quotation marks, as "4.10": without them, 4.10 is 4.1.`, {
        name,
      });
    } else if (items.some((item) => (typeof item !== "string" && typeof item !== "number") || item === "")) {
      this.#wrong(name, 'an address such as "4.16", a list such as ["4.16", "4.17"], or [] for none', false);
    } else return items.map((item) => String(item).trim());
    return undefined;
  }

  maps(name: string, { required = false } = {}): Fields[] {
    return this.#list(name, required).map((item, index) => this.#within(item, `${name}[${index}]`));
  }

  /** Names what stands in the map and was not read. */
  done(): void {
    const unknown = [...this.#fields].filter(([name]) => !this.#known.has(name));
    for (const [name, { line }] of unknown.slice(0, MOST_UNKNOWN)) {
      this.#problems.push(
        problem(
          "unknown-field",
          `There is no field “${short(name)}” here. Known are: ${[...this.#known].join(", ")}.`,
          {
            file: this.#file,
            line,
            field: this.#path + short(name),
          },
        ),
      );
    }
  }

  #within(marked: Marked, name: string): Fields {
    return new Fields(marked, this.#file, `${this.#path}${name}.`, this.#problems);
  }

  #list(name: string, required: boolean): Marked[] {
    const found = this.#take(name, required);
    if (found === undefined) return [];
    if (Array.isArray(found)) {
      if (required && found.length === 0) this.#missing(name);
      return found;
    }
    this.#wrong(name, "a list, each item after “- ”", true);
    return [];
  }

  #take(name: string, required: boolean): Exclude<Marked["value"], null> | undefined {
    this.#known.add(name);
    const value = this.#fields.get(name)?.value ?? undefined;
    if (value === undefined && required) this.#missing(name);
    return value;
  }

  #missing(name: string): void {
    this.report("field-missing", `${this.#path}${name} is missing. Add it.`, { name, serious: true });
  }

  #wrong(name: string, what: string, serious: boolean): void {
    this.report("wrong-type", `${this.#path}${name} must be ${what}.`, { name, serious });
  }
}

/** A person's words inside a message. */
export function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
