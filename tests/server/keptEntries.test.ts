import { expect, test } from "vitest";
import type { EntryQuery } from "../../src/ledger/ledger.ts";
import { MemoryLedger } from "../../src/ledger/memory.ts";
import { KeptEntries } from "../../src/server/keptEntries.ts";
import { draft, sha256 } from "../ledger/contract.ts";

const PLACE = { document: "harbour-commons", amendment: "open-sittings" };

async function begin() {
  const ledger = new MemoryLedger(sha256);
  const say = async (changes: object = {}) => {
    const key = `${await ledger.last()}`;
    return (await ledger.append(draft({ key, ...changes }))).entry.seq;
  };
  for (let n = 0; n < 20; n++) await say({ by: `p${n % 2}` });
  const read: number[] = [];
  const kept = new KeptEntries({
    entries: async (query: EntryQuery) => {
      const entries = await ledger.entries(query);
      read.push(entries.length);
      return entries;
    },
  });
  const find = async (query: EntryQuery, words = "0") => kept.find(query, { last: await ledger.last(), words });
  return { ledger, say, read, find };
}

test("for each page that is opened while people post, only what is new is read of the record", async () => {
  const { ledger, say, read, find } = await begin();
  expect(await find(PLACE)).toEqual(await ledger.entries(PLACE));
  await say();
  await say({ amendment: "records" });
  for (const query of [PLACE, { ...PLACE, after: 20 }, { ...PLACE, after: 7 }, { ...PLACE, after: 99 }])
    expect(await find(query)).toEqual(await ledger.entries(query));
  expect(read).toEqual([20, 1]);
});

test("several who ask at once all get everything, once and in order", async () => {
  const { ledger, say, find } = await begin();
  await find(PLACE);
  await say();
  const asked = await Promise.all([find(PLACE), find(PLACE), say().then(() => find(PLACE))]);
  for (const entries of asked)
    expect(entries.map(({ seq }) => seq).slice(0, 21)).toEqual([...Array(22).keys()].slice(1));
  expect(await find(PLACE)).toEqual(await ledger.entries(PLACE));
});

test("words that were taken out of the record are given to nobody any more", async () => {
  const { ledger, find } = await begin();
  await find(PLACE);
  await ledger.blank({ by: ["p1"] }, "2026-11-23T08:00:00.000Z");
  const after = await find(PLACE, "1");
  expect(after).toEqual(await ledger.entries(PLACE));
  expect(after.filter(({ text }) => text !== undefined)).toHaveLength(10);
});

test("whoever reads a part, or the whole record, is answered from the record itself", async () => {
  const { ledger, find } = await begin();
  for (const query of [{}, { after: 5 }, { ...PLACE, limit: 3 }, { document: PLACE.document }])
    expect(await find(query)).toEqual(await ledger.entries(query));
});
