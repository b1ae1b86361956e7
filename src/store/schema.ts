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
        revision BIGINT,
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
  {
    // Who may sign in, beside the people the public sees. Only here is a mailbox kept, in its canonical form; of
    // tokens only hashes are. The columns are better-auth's; instants are text and yes or no a number on both.
    // `people.claimed`: the standing a provider gave at the last sign-in, as JSON; `claimedAt`: when he became `same`.
    sqlite: `
      CREATE TABLE users (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        mailbox TEXT NOT NULL UNIQUE,
        isMailboxVerified INTEGER NOT NULL,
        image TEXT,
        createdAt TEXT NOT NULL,
        updatedAt TEXT NOT NULL
      ) STRICT;
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        userId TEXT NOT NULL,
        providerId TEXT NOT NULL,
        accountId TEXT NOT NULL,
        createdAt TEXT NOT NULL,
        updatedAt TEXT NOT NULL,
        UNIQUE (providerId, accountId)
      ) STRICT;
      CREATE INDEX accountsByUser ON accounts (userId);
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        tokenHash TEXT NOT NULL UNIQUE,
        userId TEXT NOT NULL,
        device TEXT,
        createdAt TEXT NOT NULL,
        updatedAt TEXT NOT NULL,
        expiresAt TEXT NOT NULL
      ) STRICT;
      CREATE INDEX sessionsByUser ON sessions (userId);
      CREATE INDEX sessionsByEnd ON sessions (expiresAt);
      CREATE TABLE verifications (
        id TEXT PRIMARY KEY,
        identifier TEXT NOT NULL,
        value TEXT NOT NULL,
        expiresAt TEXT NOT NULL,
        createdAt TEXT NOT NULL,
        updatedAt TEXT NOT NULL
      ) STRICT;
      CREATE INDEX verificationsByIdentifier ON verifications (identifier);
      CREATE TABLE roll (
        mailbox TEXT PRIMARY KEY,
        name TEXT,
        standing TEXT NOT NULL,
        class TEXT,
        affiliation TEXT
      ) STRICT;
      ALTER TABLE people ADD COLUMN skeleton TEXT;
      ALTER TABLE people ADD COLUMN isAppointed INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE people ADD COLUMN claimed TEXT;
      ALTER TABLE people ADD COLUMN claimedAt TEXT;
      CREATE INDEX peopleBySkeleton ON people (skeleton);
      CREATE INDEX peopleBySame ON people (same);`,
    postgres: `
      CREATE TABLE users (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        mailbox TEXT NOT NULL UNIQUE,
        "isMailboxVerified" INTEGER NOT NULL,
        image TEXT,
        "createdAt" TEXT NOT NULL,
        "updatedAt" TEXT NOT NULL
      );
      CREATE TABLE accounts (
        id TEXT PRIMARY KEY,
        "userId" TEXT NOT NULL,
        "providerId" TEXT NOT NULL,
        "accountId" TEXT NOT NULL,
        "createdAt" TEXT NOT NULL,
        "updatedAt" TEXT NOT NULL,
        UNIQUE ("providerId", "accountId")
      );
      CREATE INDEX "accountsByUser" ON accounts ("userId");
      CREATE TABLE sessions (
        id TEXT PRIMARY KEY,
        "tokenHash" TEXT NOT NULL UNIQUE,
        "userId" TEXT NOT NULL,
        device TEXT,
        "createdAt" TEXT NOT NULL,
        "updatedAt" TEXT NOT NULL,
        "expiresAt" TEXT NOT NULL
      );
      CREATE INDEX "sessionsByUser" ON sessions ("userId");
      CREATE INDEX "sessionsByEnd" ON sessions ("expiresAt");
      CREATE TABLE verifications (
        id TEXT PRIMARY KEY,
        identifier TEXT NOT NULL,
        value TEXT NOT NULL,
        "expiresAt" TEXT NOT NULL,
        "createdAt" TEXT NOT NULL,
        "updatedAt" TEXT NOT NULL
      );
      CREATE INDEX "verificationsByIdentifier" ON verifications (identifier);
      CREATE TABLE roll (
        mailbox TEXT PRIMARY KEY,
        name TEXT,
        standing TEXT NOT NULL,
        class TEXT,
        affiliation TEXT
      );
      ALTER TABLE people ADD COLUMN skeleton TEXT;
      ALTER TABLE people ADD COLUMN "isAppointed" INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE people ADD COLUMN claimed TEXT;
      ALTER TABLE people ADD COLUMN "claimedAt" TEXT;
      CREATE INDEX "peopleBySkeleton" ON people (skeleton);
      CREATE INDEX "peopleBySame" ON people (same);`,
  },
  {
    // What the processes before one database count together; see `counters.ts`. Lost in a crash, and no harm done.
    sqlite: "",
    postgres: `
      CREATE UNLOGGED TABLE counters (
        name TEXT PRIMARY KEY,
        count INTEGER NOT NULL,
        "endsAt" TIMESTAMPTZ NOT NULL
      );`,
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
    skeleton: string | null;
    isAppointed: Generated<number>;
    claimed: string | null;
    claimedAt: string | null;
  };
  users: {
    id: string;
    name: string;
    mailbox: string;
    isMailboxVerified: number;
    image: string | null;
    createdAt: string;
    updatedAt: string;
  };
  accounts: {
    id: string;
    userId: string;
    providerId: string;
    accountId: string;
    createdAt: string;
    updatedAt: string;
  };
  sessions: {
    id: string;
    tokenHash: string;
    userId: string;
    device: string | null;
    createdAt: string;
    updatedAt: string;
    expiresAt: string;
  };
  verifications: {
    id: string;
    identifier: string;
    value: string;
    expiresAt: string;
    createdAt: string;
    updatedAt: string;
  };
  /** The list of people the secretary keeps on the page; those of `people.yaml` are in the file alone. */
  roll: { mailbox: string; name: string | null; standing: string; class: string | null; affiliation: string | null };
  texts: { hash: string; source: string };
  /** Counted up whenever something changes that pages may have kept: names, and words that are gone. */
  stamps: { name: "people" | "words"; value: number };
}
