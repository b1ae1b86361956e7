import type { Generated } from "kysely";

/** One step of the schema, for each database. It is run once, in order; a step that was published is never changed. */
export interface Step {
  sqlite: string;
  postgres: string;
}

export const SCHEMA: readonly Step[] = [
  {
    sqlite: `
      CREATE TABLE entries (
        seq INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        by TEXT NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        document TEXT NOT NULL,
        amendment TEXT,
        revision INTEGER,
        clause TEXT,
        body TEXT, -- JSON; NULL when it was blanked
        bodyHash TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
      ) STRICT;
      CREATE INDEX entriesByAmendment ON entries (document, amendment, seq);
      CREATE INDEX entriesByDocument ON entries (document, seq);
      CREATE TABLE people (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        standing TEXT NOT NULL,
        createdAt TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE texts (
        hash TEXT PRIMARY KEY,
        source TEXT NOT NULL
      ) STRICT;`,
    postgres: `
      CREATE TABLE entries (
        seq BIGINT PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        by TEXT NOT NULL,
        at TEXT NOT NULL,
        kind TEXT NOT NULL,
        document TEXT NOT NULL,
        amendment TEXT,
        revision INTEGER,
        clause TEXT,
        body TEXT, -- JSON, with the escapes it was hashed with; jsonb would not keep them
        "bodyHash" TEXT NOT NULL,
        previous TEXT NOT NULL,
        hash TEXT NOT NULL
      );
      CREATE INDEX "entriesByAmendment" ON entries (document, amendment, seq);
      CREATE INDEX "entriesByDocument" ON entries (document, seq);
      CREATE TABLE people (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        standing TEXT NOT NULL,
        "createdAt" TEXT NOT NULL
      );
      CREATE TABLE texts (
        hash TEXT PRIMARY KEY,
        source TEXT NOT NULL
      );`,
  },
  {
    // `same`: the person who is the same one: a guest who signed in, another address of one mailbox.
    sqlite: `
      ALTER TABLE people ADD COLUMN class TEXT;
      ALTER TABLE people ADD COLUMN affiliation TEXT;
      ALTER TABLE people ADD COLUMN isVerified INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE people ADD COLUMN same TEXT;
      ALTER TABLE people ADD COLUMN leftAt TEXT;
      CREATE TABLE stamps (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      INSERT INTO stamps VALUES ('people', 0);`,
    postgres: `
      ALTER TABLE people ADD COLUMN class TEXT;
      ALTER TABLE people ADD COLUMN affiliation TEXT;
      ALTER TABLE people ADD COLUMN "isVerified" INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE people ADD COLUMN same TEXT;
      ALTER TABLE people ADD COLUMN "leftAt" TEXT;
      CREATE TABLE stamps (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
      INSERT INTO stamps VALUES ('people', 0);`,
  },
];

/** The tables, as Kysely knows them. Numbers for yes and no: both databases have them. */
export interface Tables {
  people: {
    id: string;
    name: string;
    standing: string;
    createdAt: string;
    class: string | null;
    affiliation: string | null;
    isVerified: Generated<number>;
    same: string | null;
    leftAt: string | null;
  };
  texts: { hash: string; source: string };
  /** Counted up whenever something changes that pages may have kept. */
  stamps: { name: "people"; value: number };
}
