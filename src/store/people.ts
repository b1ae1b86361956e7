import { randomBytes } from "node:crypto";
import type { Person } from "../discuss/person.ts";
import { type Connection, onDisk } from "./database.ts";

/** Names and standing, beside the record: it knows only their ids. */
export class People {
  readonly #path: string;
  readonly #statements: ReturnType<typeof prepare>;
  /** Every person asked for so far: a page asks for the same few again and again. */
  readonly #known = new Map<string, Person>();
  #renames = 0;
  readonly #start = randomBytes(4).toString("hex");

  constructor(database: Connection, path: string) {
    this.#path = path;
    this.#statements = prepare(database);
  }

  /** On disk before it returns. */
  add(name: string, at: string): Person {
    const person: Person = { id: randomBytes(9).toString("base64url"), name, standing: "guest" };
    onDisk(this.#path, () => this.#statements.insert.run(person.id, name, person.standing, at));
    this.#known.set(person.id, person);
    return person;
  }

  /** On disk before it returns. */
  rename(person: Person, name: string): Person {
    const renamed = { ...person, name };
    onDisk(this.#path, () => this.#statements.rename.run(name, person.id));
    this.#known.set(person.id, renamed);
    this.#renames += 1;
    return renamed;
  }

  find(id: string): Person | undefined {
    const known = this.#known.get(id);
    if (known) return known;
    const row = onDisk(this.#path, () => this.#statements.find.get(id)) as Person | undefined;
    if (!row) return undefined;
    const person: Person = { id: row.id, name: row.name, standing: row.standing };
    this.#known.set(id, person);
    return person;
  }

  /** Another one whenever a name that was seen may read otherwise now. */
  get stamp(): string {
    return `${this.#start}${this.#renames}`;
  }
}

function prepare(database: Connection) {
  return {
    insert: database.prepare("INSERT INTO people (id, name, standing, createdAt) VALUES (?, ?, ?, ?)"),
    rename: database.prepare("UPDATE people SET name = ? WHERE id = ?"),
    find: database.prepare("SELECT id, name, standing FROM people WHERE id = ?"),
  };
}
