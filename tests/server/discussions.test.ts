import { expect, test } from "vitest";
import type { WholeQuery } from "../../src/ledger/ledger.ts";
import { MemoryLedger } from "../../src/ledger/memory.ts";
import { Discussions } from "../../src/server/discussions.ts";
import { draft, sha256 } from "../ledger/contract.ts";

const PLACE = { document: "harbour-commons", amendment: "open-sittings" };

/** A discussion of a comment with twenty replies, and what is read of the record from then on. */
async function begin() {
  const ledger = new MemoryLedger(sha256);
  await ledger.append(draft({ key: "0", by: "gus", mark: "objection" }));
  for (let n = 1; n <= 20; n++) {
    await ledger.append(draft({ key: `${n}`, by: `p${n}`, kind: "reply", replyTo: 1 }));
  }
  const read: number[] = [];
  const stamps = { people: "0", words: "0" };
  const aliases = new Map<string, string>();
  const discussions = new Discussions(
    {
      entries: async (query: WholeQuery) => {
        const entries = await ledger.entries(query);
        read.push(entries.length);
        return entries;
      },
    },
    { stamps: async () => ({ ...stamps }), aliases: async () => new Map(aliases) },
  );
  expect((await discussions.at(PLACE)).last).toBe(21);
  read.length = 0;
  return { ledger, read, stamps, aliases, discussions };
}

test("for one more reply one entry is read, also after somebody has signed in or taken another name", async () => {
  const { ledger, read, stamps, discussions } = await begin();
  for (let n = 1; n <= 3; n++) {
    await ledger.append(draft({ key: `more ${n}`, by: "p1", kind: "reply", replyTo: 1 }));
    stamps.people = `${n}`;
    expect((await discussions.at(PLACE)).last).toBe(21 + n);
  }
  expect(read).toEqual([1, 1, 1]);
});

test("what somebody withdraws who spoke as a guest before he signed in is withdrawn", async () => {
  const { ledger, stamps, aliases, discussions } = await begin();
  await ledger.append(draft({ key: "w", by: "mia", kind: "withdrawal", withdraws: 1, text: undefined }));
  // The record may be read a moment before it is known who Gus was.
  expect((await discussions.at(PLACE)).fates.withdrawn.size).toBe(0);
  aliases.set("gus", "mia");
  stamps.people = "1";
  expect([...(await discussions.at(PLACE)).fates.withdrawn.keys()]).toEqual([1]);
});

test("when words were taken out of the record, what they asked for is not remembered", async () => {
  const { ledger, stamps, discussions } = await begin();
  expect((await discussions.at(PLACE)).threadOf(21)?.mark).toBe("objection");
  await ledger.blank({ by: ["gus"] }, "2026-11-23T08:00:00.000Z");
  stamps.words = "1";
  expect((await discussions.at(PLACE)).threadOf(21)?.mark).toBe("remark");
});
