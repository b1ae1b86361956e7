import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import Database from "libsql";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import type { RunningServer } from "../server.ts";
import type { Payload } from "./payload.ts";

/** Some payloads in every place of one document, its amendment, its discussion and its people. */
export interface HostileBatch {
  /** Also the slug of its document; its amendment is `a`. */
  slug: string;
  payloads: readonly Payload[];
  before: string;
  after: string;
  /** How its people are called: as their payload says. */
  names: string[];
  /** Entries on record; each payload is in everything that can be said, unless it was refused. */
  taken: number;
  refused: string[];
}

/** The last three entries of each are the newest 50 of a feed. */
const BATCH = 16;

/** What everybody writes. The page must look the same around anything else. */
const HARMLESS = Array.from(
  { length: BATCH },
  (_, at): Payload => ({ class: "markdown", text: `Plain words, part ${at}` }),
);

/** In batches; the first one is harmless. */
export function batchesOf(payloads: readonly Payload[]): HostileBatch[] {
  const batches: HostileBatch[] = [];
  const all = [...HARMLESS, ...payloads];
  for (let from = 0; from < all.length; from += BATCH) {
    const own = all.slice(from, from + BATCH);
    batches.push({
      slug: `batch-${from / BATCH + 1}`,
      payloads: own,
      before: textOf(own, ""),
      after: textOf(own, " As amended."),
      names: [],
      taken: 0,
      refused: [],
    });
  }
  return batches;
}

function textOf(payloads: readonly Payload[], more: string): string {
  const sections = payloads.map(
    ({ text }, at) => `## 1.${at + 1} ${oneLine(text)}

Words before ${oneLine(text)} and after.${more}

(a) ${oneLine(text)}

| a | b |
|---|---|
| ${oneLine(text)} | x${more} |

${text}
`,
  );
  // At its end: what opens a comment or a fence must not swallow the sections before it.
  return `# Bylaws of an invented club\n\n${sections.join("\n")}`;
}

/** Words of a file on one line, as UTF-8 can hold them. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, " ").replace(/\p{Cs}/gu, "\uFFFD");
}

/** Writes the documents, as a secretary who means no good, and waits until they are served. */
export async function writeHostileFiles(server: RunningServer, batches: readonly HostileBatch[]): Promise<void> {
  for (const batch of batches) {
    const all = JSON.stringify(batch.payloads.map(({ text }) => text.replace(/\p{Cs}/gu, "\uFFFD")).join(" ¦ "));
    const files: Record<string, string> = {
      "document.yaml": `title: ${all}
organisation: ${all}
about: ${all}
notes: ${JSON.stringify(batch.payloads.map(({ text }) => text.replace(/\p{Cs}/gu, "\uFFFD")))}
rules: {threshold: ${all}}
versions:
  - {on: 2020-01-15, file: versions/1.md, kind: in force, note: ${all}}
  - {on: 2021-01-15, file: versions/2.md, kind: in force, note: ${all}}
`,
      "versions/1.md": batch.before,
      "versions/2.md": batch.after,
      "amendments/a/amendment.yaml": `title: ${all}
summary: ${all}
rationale: ${all}
base: 2020-01-15
movedBy: ${all}
secondedBy: ${all}
meeting: ${all}
comment: {opens: 2020-01-01}
decision: {outcome: referred, on: 2999-01-01, motion: ${all}, mover: ${all}, seconder: ${all}, reason: ${all}}
revisions:
  - {number: 1, on: 2020-02-01, note: ${all}}
`,
      "amendments/a/1.md": batch.after,
    };
    for (const [path, source] of Object.entries(files)) {
      const file = join(server.bylaws, batch.slug, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, source);
    }
  }
  const until = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${server.address}/api/library`);
    const { documents } = (await answer.json()) as { documents: { slug: string; amendments: unknown[] }[] };
    const served = documents.filter(({ slug, amendments }) => slug.startsWith("batch-") && amendments.length > 0);
    if (served.length >= batches.length) return;
    if (Date.now() > until) throw new Error(`Only ${served.length} of ${batches.length} documents are served.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * Says every payload through the interface, in every way something can be said.
 *
 * @param secretary Cookie of the secretary, who means no better.
 */
export async function sayHostileThings(
  { address }: RunningServer,
  batch: HostileBatch,
  secretary: string,
): Promise<void> {
  const parsed = parseBylaws(batch.after);
  const people = await Promise.all(
    batch.payloads.map(({ text }, at) => nameGuest(address, text, `Person ${at + 1} of ${batch.slug}`)),
  );
  const each = (act: (payload: Payload, at: number, say: Say) => Promise<void>) =>
    Promise.all(batch.payloads.map((payload, at) => act(payload, at, sayAs(people[at]!, payload, at))));
  const sayAs =
    (person: string, { text }: Payload, at: number): Say =>
    async (said, key, by = person) => {
      const answer = await fetch(`${address}/api/entries`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          cookie: by,
          "idempotency-key": `${key}-${batch.slug}-${at}`,
        },
        body: JSON.stringify({ document: batch.slug, amendment: "a", revision: 1, ...said }),
      });
      const told = (await answer.json()) as { seq?: number; code?: string };
      if (answer.status === 201) batch.taken += 1;
      else batch.refused.push(`${answer.status} ${told.code}: ${text}`);
      return told.seq;
    };
  const anchorOf = (at: number) => {
    const clause = findClause(parsed, `1.${at + 1}`);
    const isWhole = clause?.address === `1.${at + 1}` && clause.text.length > 0 && clause.text.length < 5000;
    const whole = {
      text: sha256(batch.after),
      side: "after",
      part: "text",
      from: 0,
      to: clause?.text.length,
    } as const;
    return isWhole
      ? { clause: clause.address, anchor: makeAnchor({ ...whole, clause, to: clause.text.length }) }
      : undefined;
  };
  await each(async ({ text }, at, say) => {
    const place = anchorOf(at);
    const about = place && { clause: place.clause };
    const request =
      place && (await say({ kind: "comment", mark: "request", wording: text, text, ...place }, "request"));
    const asked = request ?? (await say({ kind: "comment", mark: "objection", text, ...place }, "objection"));
    if (asked === undefined) return;
    const outcome = request === undefined ? { outcome: "declined" } : { outcome: "accepted-in-part", wording: text };
    await say({ kind: "edit", edits: asked, after: asked, text, ...about }, "edit");
    await say({ kind: "disposition", answers: asked, text, ...outcome, ...about }, "disposition", secretary);
    await say({ kind: "resolution", resolves: asked, text, ...about }, "resolution");
    const rude = await say({ kind: "reply", text, replyTo: asked, ...about }, "rude");
    if (rude !== undefined) await say({ kind: "moderation", hides: rude, text, ...about }, "moderation", secretary);
  });
  await each(async ({ text }, at, say) => {
    const place = anchorOf(at);
    const seq = await say({ kind: "comment", text, ...place }, "comment");
    if (seq !== undefined)
      await say({ kind: "reply", text, replyTo: seq, ...(place && { clause: place.clause }) }, "reply");
    await say({ kind: "position", position: "object", reason: text }, "position");
  });
}

/** @returns Its number, or nothing where it was refused. */
type Say = (said: object, key: string, by?: string) => Promise<number | undefined>;

/** @returns The cookie of whoever opens the link that the server printed at its first start. */
export async function becomeSecretary({ address, printed }: RunningServer): Promise<string> {
  const token = /sign-in\/secretary#([\w.~-]+)/.exec(printed())?.[1];
  const answer = await fetch(`${address}/api/secretary`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ token, name: "Sam Okafor" }),
  });
  if (!answer.ok) throw new Error(`Nobody becomes the secretary: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
}

/** @returns The cookie of a guest of that name, or of another name where that one is refused. */
async function nameGuest(address: string, name: string, otherwise: string): Promise<string> {
  for (const each of [name, otherwise]) {
    const answer = await fetch(`${address}/api/guest`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: each }),
    });
    const cookies = answer.headers.getSetCookie().map((one) => one.split(";")[0]);
    if (answer.ok) return cookies.join("; ");
  }
  throw new Error(`Neither “${name}” nor “${otherwise}” was taken.`);
}

/** Writes names and standing past every check, straight into the database: that they are shown as words must not hang on a check. */
export async function writeHostilePeople(server: RunningServer, batches: readonly HostileBatch[]): Promise<void> {
  const database = new Database(join(dirname(server.bylaws), "data/openfloor.db"));
  try {
    for (const batch of batches) {
      const entries = await server.entries(batch.slug, "a");
      // The secretary keeps her name: she is the same in all batches.
      const own = entries.filter(({ kind }) => kind !== "disposition" && kind !== "moderation");
      const people = [...new Set(own.map(({ by }) => by))];
      for (const [at, id] of people.entries()) {
        const name = (batch.payloads[at]?.text ?? `Person ${at}`)
          .replace(/\p{Cs}/gu, "\uFFFD")
          .replaceAll("\0", "\uFFFD");
        batch.names.push(name);
        database
          .prepare("UPDATE people SET name = ?, standing = 'member', class = ?, affiliation = ? WHERE id = ?")
          .run(name, name, name, id);
      }
    }
    database.prepare("UPDATE stamps SET value = value + 1 WHERE name = 'people'").run();
  } finally {
    database.close();
  }
}
