import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import type { Entry } from "../../src/ledger/entry.ts";
import type { Facts } from "../../src/server/log.ts";
import { startServer } from "../../src/server/main.ts";
import type { Settings } from "../../src/server/settings.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { makeFolder } from "../store/folder.ts";

export const BEFORE = `# Bylaws of the Ferry Club

## 4.15 Notice

Notice of a meeting is given fourteen days before it.

## 4.16 Open Meetings and Records

The Board shall: (i) permit observation of its meetings, and (ii) publish its minutes.
`;
export const AFTER = BEFORE.replace("its meetings,", "its meetings by every Member,");

const DOCUMENT = `title: Bylaws
organisation: Ferry Club
language: en-GB
about: The club is *invented*.
versions:
  - on: 2020-01-15
    file: versions/2020-01-15.md
    kind: in force
`;
const amendment = (title: string, dates: string) => `title: ${title}
summary: Lets every member watch.
base: 2020-01-15
${dates}
revisions:
  - number: 1
`;

export const FILES: Readonly<Record<string, string>> = {
  "ferry/document.yaml": DOCUMENT,
  "ferry/versions/2020-01-15.md": BEFORE,
  "ferry/amendments/open/amendment.yaml": amendment("Open meetings", "comment: {opens: 2026-01-01}"),
  "ferry/amendments/open/1.md": AFTER,
  "ferry/amendments/other/amendment.yaml": amendment("Another one", "comment: {opens: 2026-01-01, closes: 2026-12-31}"),
  "ferry/amendments/other/1.md": AFTER.replace("fourteen", "seven"),
  "ferry/amendments/closed/amendment.yaml": amendment("A past one", "comment: {opens: 2025-01-01, closes: 2025-02-01}"),
  "ferry/amendments/closed/1.md": AFTER.replace("fourteen", "ten"),
  "ferry/amendments/draft/amendment.yaml": amendment("A coming one", "comment: {opens: 2027-01-01}"),
  "ferry/amendments/draft/1.md": AFTER.replace("fourteen", "nine"),
};

/** A comment on 4.16 of the open amendment. */
export const COMMENT = {
  kind: "comment",
  document: "ferry",
  amendment: "open",
  revision: 1,
  clause: "4.16",
  text: "Why not the minutes too?",
};

/** An anchor on words of the proposed text. */
export function anchorOn(words: string, source = AFTER) {
  const clause = findClause(parseBylaws(source), "4.16")!;
  const from = clause.text.indexOf(words);
  return makeAnchor({ text: sha256(source), side: "after", clause, part: "text", from, to: from + words.length })!;
}

/** A server of the test's own, stopped when the test has ended. */
export async function startOwnServer(changes: Partial<Settings> = {}) {
  const folder = makeFolder();
  const bylaws = join(folder, "bylaws");
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(bylaws, path)), { recursive: true });
    writeFileSync(join(bylaws, path), text);
  }
  const logged: string[] = [];
  const events: Facts[] = [];
  const settings: Settings = {
    port: 0,
    host: "127.0.0.1",
    data: join(folder, "data"),
    bylaws,
    people: join(folder, "people.yaml"),
    guests: true,
    accounts: {},
    limits: "off",
    trustProxy: false,
    logAddresses: false,
    log: (line, facts = {}) => {
      logged.push(line);
      events.push({ message: line, ...facts });
    },
    ...changes,
  };
  const server = await startServer(settings, () => new Date("2026-06-15T12:00:00.000Z"));
  onTestFinished(server.close);
  return { ...server, folder, bylaws, settings, logged, events, browser: () => new Browser(server.address) };
}

export type OwnServer = Awaited<ReturnType<typeof startOwnServer>>;

/** Asks as a browser does, with the cookies it was given. */
export class Browser {
  cookies = new Map<string, string>();
  readonly #address: string;

  constructor(address: string) {
    this.#address = address;
  }

  /** The header, with all of them. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async ask(path: string, init: RequestInit = {}) {
    const headers = new Headers(init.headers);
    if (this.cookies.size > 0) headers.set("cookie", this.cookie);
    const response = await fetch(this.#address + path, { ...init, headers });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/; Max-Age=0(;|$)/i.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? JSON.parse(text) : undefined,
    };
  }

  /** Asks until what takes long is made. */
  async await(path: string, init: RequestInit = {}) {
    for (;;) {
      const answer = await this.ask(path, init);
      if (answer.status !== 202) return answer;
    }
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  async name(name = "Ada"): Promise<string> {
    const { json } = await this.post("/api/guest", { name });
    return json.person.id;
  }

  say(said: object, key: string) {
    return this.post("/api/entries", said, { "idempotency-key": key });
  }

  async entries(query = ""): Promise<Entry[]> {
    return (await this.ask(`/api/entries${query}`)).json.entries;
  }
}
