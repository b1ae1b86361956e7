import { afterAll, beforeAll, expect, test } from "vitest";
import { runTwoServers } from "../roundRobin.ts";
import { commentOf, nameGuest } from "./rounds.ts";

let servers: Awaited<ReturnType<typeof runTwoServers>>;

beforeAll(async () => {
  servers = await runTwoServers({ OPENFLOOR_LIMITS: "off" });
});
afterAll(() => servers?.close());

test("of two edits of the same words that come at once, each to another server, one is taken and one told of it", async () => {
  const { cookie } = await nameGuest(servers.address, "Ada Lindqvist");
  const say = async (said: object) => {
    const answer = await fetch(`${servers.address}/api/entries`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID(), cookie },
      body: JSON.stringify(said),
    });
    const { seq, code } = (await answer.json()) as { seq?: number; code?: string };
    return { by: answer.headers.get("x-served-by"), seq, code };
  };
  const { text: _, kind: __, ...place } = commentOf("");
  const first = (await say(commentOf("As it was"))).seq!;
  let after = first;
  for (let round = 1; round <= 20; round++) {
    const edit = { ...place, kind: "edit", edits: first, after };
    const both = await Promise.all(["One way", "Another way"].map((way) => say({ ...edit, text: `${way}, ${round}` })));
    expect(new Set(both.map(({ by }) => by)).size, `round ${round}`).toBe(2);
    expect(both.map(({ code }) => code).sort(), `round ${round}`).toEqual(["edited-meanwhile", undefined]);
    after = both.find(({ seq }) => seq !== undefined)!.seq!;
  }
  const entries = await servers.entries(place.document, place.amendment);
  expect(entries.map(({ kind }) => kind)).toEqual(["comment", ...Array(20).fill("edit")]);
}, 60_000);
