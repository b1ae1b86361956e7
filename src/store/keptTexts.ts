import { type Connection, onDisk } from "./database.ts";

/**
 * The texts people spoke about. A clerk may mend a file in place; what was said
 * about the words before it must still find them.
 */
export class KeptTexts {
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepare>;
  readonly #kept = new Set<string>();

  constructor(database: Connection, path: string) {
    this.#path = path;
    this.#statements = prepare(database);
  }

  /** On disk before it returns. */
  keep(hash: string, source: string): void {
    if (this.#kept.has(hash)) return;
    onDisk(this.#path, () => this.#statements.insert.run(hash, source));
    this.#kept.add(hash);
  }

  find(hash: string): string | undefined {
    return (onDisk(this.#path, () => this.#statements.find.get(hash)) as { source: string } | undefined)?.source;
  }
}

function prepare(database: Connection) {
  return {
    insert: database.prepare("INSERT OR IGNORE INTO texts (hash, source) VALUES (?, ?)"),
    find: database.prepare("SELECT source FROM texts WHERE hash = ?"),
  };
}
