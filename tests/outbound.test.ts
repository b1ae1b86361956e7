import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILES } from "./server/started.ts";
import { type RunningServer, runServer } from "./server.ts";

/** Runs before the server's own program, and writes down wherever it connects to and whatever name it looks up. */
const WATCH = `
const { appendFileSync } = require("node:fs");
const [net, dns, dgram] = [require("node:net"), require("node:dns"), require("node:dgram")];
const tell = (words) => appendFileSync(process.env.OUTBOUND_LIST, words + "\\n");
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...args) {
  const [to] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  tell("connects to " + (to.path ?? (to.host ?? "localhost") + ":" + to.port));
  return connect.apply(this, args);
};
for (const asks of [dns, dns.promises]) {
  for (const name of Object.keys(asks).filter((name) => /^(?:lookup|resolve)/.test(name))) {
    const ask = asks[name];
    asks[name] = function (words, ...rest) {
      tell("looks up " + words);
      return ask.call(this, words, ...rest);
    };
  }
}
const { send } = dgram.Socket.prototype;
dgram.Socket.prototype.send = function (...args) {
  tell("sends to " + args.slice(1).filter((one) => typeof one !== "function").join(" "));
  return send.apply(this, args);
};
`;

/** An inner address that nobody outside could ask: whoever makes the server ask it has got in. */
const inner = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  response.end("inner");
});
const asked: string[] = [];
const mails: string[] = [];
const postOffice = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, _, done) {
    let mail = "";
    stream.setEncoding("utf8").on("data", (words: string) => {
      mail += words;
    });
    stream.on("end", () => {
      mails.push(mail);
      done();
    });
  },
});

let folder: string;
let server: RunningServer;
let trap: string;
let mailPort: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "openfloor-outbound-"));
  writeFileSync(join(folder, "watch.cjs"), WATCH);
  writeFileSync(join(folder, "list"), "");
  await new Promise<void>((listening) => inner.listen(0, "127.0.0.1", listening));
  trap = `http://127.0.0.1:${(inner.address() as AddressInfo).port}`;
  await new Promise<void>((listening) => postOffice.listen(0, "127.0.0.1", listening));
  mailPort = (postOffice.server.address() as AddressInfo).port;
  writeBylaws(join(folder, "bylaws"));
  const environment = {
    NODE_OPTIONS: `--require=${join(folder, "watch.cjs")}`,
    OUTBOUND_LIST: join(folder, "list"),
    OPENFLOOR_SMTP_URL: `smtp://127.0.0.1:${mailPort}`,
    OPENFLOOR_MAIL_FROM: "Openfloor <floor@example.org>",
    // Would have a package tell its makers how it is used.
    BETTER_AUTH_TELEMETRY: "1",
    BETTER_AUTH_TELEMETRY_ENDPOINT: `${trap}/telemetry`,
    // What many programs send everything through.
    HTTP_PROXY: trap,
    NODE_ENV: "production",
  };
  server = await runServer(environment, { bylaws: join(folder, "bylaws") });
});

afterAll(async () => {
  await server?.close();
  inner.close();
  await new Promise<void>((closed) => postOffice.close(closed));
  rmSync(folder, { recursive: true, force: true });
});

test("whatever people write, the server asks nobody but the mail server it was given", async () => {
  let cookie = "";
  const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(server.address + path, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify(body),
    });
    cookie = [cookie, ...response.headers.getSetCookie().map((one) => one.split(";")[0])].filter(Boolean).join("; ");
    return response;
  };
  expect((await post("/api/guest", { name: "Ada Lindqvist" })).status).toBe(201);

  const place = { document: "ferry", amendment: "open", revision: 1, clause: "4.16" };
  const text = `<img src="${trap}/html"> ![words](${trap}/image) [words](${trap}/link) ${trap}/plain\n\n[1]: ${trap}/definition`;
  const said = await post("/api/entries", { kind: "comment", ...place, text }, { "idempotency-key": "inner" });
  expect(said.status).toBe(201);

  // Fields that could be taken for an address to ask.
  await post("/api/sign-in/provider", { provider: trap, next: `${trap}/next` });
  await post("/api/sign-in/mail", { mail: "ada@example.org", next: `${trap}/next` });
  await post("/api/sign-in/mail", { mail: "ada@127.0.0.1" });
  const { host } = new URL(trap);
  for (const path of ["/", "/ferry", "/ferry/amendments/open", "/ferry/feed.atom", "/api/library"]) {
    await sendRaw(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-Host: ${host}\r\nReferer: ${trap}/referer`);
  }
  await sendRaw(`GET ${trap}/through HTTP/1.1\r\nHost: ${host}`);
  await sendRaw(`CONNECT ${host} HTTP/1.1\r\nHost: ${host}`);
  await fetch(`${server.address}/api/sign-in/return/oidc?iss=${trap}&code=1&state=1`, { redirect: "manual" });
  await expect.poll(() => mails.length, { timeout: 20_000 }).toBe(1);
  expect(mails[0]).not.toContain(host);

  const list = readFileSync(join(folder, "list"), "utf8").split("\n").filter(Boolean);
  // Looking up an address it listens at or sends mail to asks nobody.
  const others = list.filter((line) => line !== "looks up 127.0.0.1");
  expect(new Set(others)).toEqual(new Set([`connects to 127.0.0.1:${mailPort}`]));
  expect(asked).toEqual([]);
});

/** A text of the organisation may be somebody else's proposal: it is no reason to ask anybody either. */
function writeBylaws(bylaws: string): void {
  const words = `![words](${trap}/image) [words](${trap}/link) <img src="${trap}/html">`;
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(bylaws, path)), { recursive: true });
    writeFileSync(join(bylaws, path), text.replace("The Board shall", `${words} The Board shall`));
  }
  const open = join(bylaws, "ferry/amendments/open/amendment.yaml");
  writeFileSync(
    open,
    `${readFileSync(open, "utf8").replace("Lets every", `${trap}/summary Lets every`)}rationale: "${trap}"\n`,
  );
  const person = `people:\n  - mail: ada@example.org\n    standing: member\n    affiliation: ${trap}/affiliation\n`;
  writeFileSync(join(bylaws, "../people.yaml"), person);
}

/** A request as no browser would send it. @returns What is answered. */
async function sendRaw(head: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.end(`${head}\r\nConnection: close\r\n\r\n`));
    socket.setEncoding("utf8").on("data", (words: string) => {
      answer += words;
    });
    socket.once("close", () => resolve(answer)).once("error", reject);
  });
}
