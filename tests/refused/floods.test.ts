import { expect, test } from "vitest";
import { LIMITS, type Limits } from "../../src/server/settings.ts";
import { signInByMail } from "../server/signedIn.ts";
import { type Browser, COMMENT, startOwnServer } from "../server/started.ts";

const limits = (changes: { [Name in keyof Limits]?: number }): Limits => ({
  ...LIMITS,
  ...Object.fromEntries(Object.entries(changes).map(([name, most]) => [name, { most, seconds: 60 }])),
});

type Answer = Awaited<ReturnType<Browser["ask"]>>;

/** A refusal says when to come again. */
function expectTooMany({ status, headers, json }: Answer): void {
  expect([status, json?.code]).toEqual([429, "too-many-requests"]);
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
}

/** Does something so many times, several at a time, as a flood does. */
async function flood(count: number, act: (n: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < count; from += 20) {
    const some = Array.from({ length: Math.min(20, count - from) }, (_, at) => act(from + at));
    answers.push(...(await Promise.all(some)));
  }
  return answers;
}

test("a flood of posts by one guest is refused, and costs others behind his address nothing", async () => {
  const server = await startOwnServer({ limits: limits({ postsByPerson: 10, postsByAddress: 30 }) });
  const [mallory, ada] = [server.browser(), server.browser()];
  await mallory.name("Mallory");
  await ada.name("Ada");
  const answers = await flood(200, (n) => mallory.say(COMMENT, `k${n}`));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  for (const answer of answers.filter(({ status }) => status !== 201)) expectTooMany(answer);
  expect((await ada.say(COMMENT, "hers")).status).toBe(201);
  expect(await ada.entries()).toHaveLength(11);
});

test("a flood of positions is refused, and the one that counts is still one", async () => {
  const server = await startOwnServer({ limits: limits({ postsByPerson: 10 }) });
  const mallory = server.browser();
  await mallory.name("Mallory");
  const { document, amendment, revision } = COMMENT;
  const position = (n: number) => (n % 2 ? "object" : "support");
  const answers = await flood(100, (n) =>
    mallory.say({ kind: "position", document, amendment, revision, position: position(n) }, `k${n}`),
  );
  for (const answer of answers.filter(({ status }) => status !== 201)) expectTooMany(answer);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
  const { activity } = (await server.browser().ask("/api/activity")).json;
  expect(activity).toMatchObject([{ positions: 1, people: 1 }]);
});

test("a flood of new guests is refused; who has signed in behind the same address gets through, and others can sign in there", async () => {
  const server = await startOwnServer({ limits: limits({ postsByAddress: 30 }) });
  const ada = server.browser();
  await signInByMail(server, ada, "ada@example.org", "Ada Lindqvist");
  const answers = await flood(200, (n) => server.browser().post("/api/guest", { name: `Mallory number ${n}` }));
  for (const answer of answers.filter(({ status }) => status !== 201)) expectTooMany(answer);
  expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(30);
  expectTooMany(await server.browser().post("/api/guest", { name: "Bob" }));
  expect((await ada.say(COMMENT, "hers")).status).toBe(201);
  const bob = server.browser();
  await signInByMail(server, bob, "bob@example.org", "Bob Achterberg");
  expect((await bob.say(COMMENT, "his")).status).toBe(201);
});

test("a flood of guests who each say a little is refused together", async () => {
  const server = await startOwnServer({ limits: limits({ postsByPerson: 10, postsByAddress: 60 }) });
  const guests = await Promise.all(
    Array.from({ length: 20 }, async (_, at) => {
      const guest = server.browser();
      await guest.name(`Guest number ${at}`);
      return guest;
    }),
  );
  const answers = await flood(200, (n) => guests[n % 20]!.say(COMMENT, `k${n}`));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(40);
  for (const answer of answers.filter(({ status }) => status !== 201)) expectTooMany(answer);
});

test.each([
  ["of the record", () => "/api/entries?document=ferry&amendment=open"],
  ["of feeds", () => "/ferry/feed.atom"],
  ["of pages", () => "/ferry/amendments/open"],
  ["of comparisons that are none", (n: number) => `/api/comparisons/${String(n).padStart(64, "0")}/${"f".repeat(64)}`],
  ["of histories", (n: number) => `/api/history/ferry/${"0".repeat(64)}?clause=4.16&part=text&from=0&to=${n}`],
])("a flood of questions %s is refused; who has signed in behind the same address goes on reading", async (_, path) => {
  const server = await startOwnServer({ limits: limits({ readsByAddress: 40 }) });
  const ada = server.browser();
  await signInByMail(server, ada, "ada@example.org", "Ada Lindqvist");
  const answers = await flood(120, (n) => server.browser().ask(path(n)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(80);
  for (const answer of refused) expectTooMany(answer);
  expect((await ada.ask("/api/library")).status).toBe(200);
  expect((await server.browser().ask("/healthz")).status).toBe(200);
});

test("a flood of questions by somebody who has signed in is refused, too", async () => {
  const server = await startOwnServer({ limits: limits({ readsByAddress: 20, readsByPerson: 20 }) });
  const mallory = server.browser();
  await signInByMail(server, mallory, "mallory@example.org", "Mallory Quist");
  const answers = await flood(80, () => mallory.ask("/api/library"));
  expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(40);
  for (const answer of answers.filter(({ status }) => status !== 200)) expectTooMany(answer);
});

test("a flood of live connections is refused, and others behind the address still read and write", async () => {
  const server = await startOwnServer({ limits: limits({ streamsByAddress: 20 }) });
  const stop = new AbortController();
  const open = await Promise.all(
    Array.from({ length: 60 }, () => fetch(`${server.address}/api/events`, { signal: stop.signal })),
  );
  try {
    const refused = open.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(40);
    for (const { headers } of refused) expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    const ada = server.browser();
    await ada.name("Ada");
    expect((await ada.say(COMMENT, "hers")).status).toBe(201);
    expect((await ada.ask("/api/entries")).status).toBe(200);
  } finally {
    stop.abort();
  }
});

test("a flood of links by mail to one mailbox stops there, and another mailbox behind the same address gets its link", async () => {
  const server = await startOwnServer({ limits: limits({}) });
  const asks = await flood(40, () => server.browser().post("/api/sign-in/mail", { mail: "ada@example.org" }));
  // The answer tells nobody which mailbox is used up.
  expect(new Set(asks.map(({ status }) => status))).toEqual(new Set([202]));
  const bob = server.browser();
  await signInByMail(server, bob, "bob@example.org", "Bob Achterberg");
  const printed = server.logged.filter((line) => line.includes("/sign-in/link#")).length;
  expect(printed).toBe(2);
});
