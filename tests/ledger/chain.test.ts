import { expect, test } from "vitest";
import { blankBody, ChainReader, canonicalJson, sealEntry, verifyChain } from "../../src/ledger/chain.ts";
import type { Entry } from "../../src/ledger/entry.ts";
import { draft, sha256 } from "./contract.ts";

function threeEntries(): Entry[] {
  const entries: Entry[] = [];
  for (const key of ["a", "b", "c"]) {
    entries.push(sealEntry(draft({ key }), entries.length + 1, entries.at(-1)?.hash ?? "0".repeat(64), sha256));
  }
  return entries;
}

test("the same value is the same text, whatever the order of its fields", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é\n" }], a: undefined, A: true })).toBe(
    '{"A":true,"b":[1,{"c":"é\\n","d":null}]}',
  );
  expect(canonicalJson({ x: 1, y: 2 })).toBe(canonicalJson({ y: 2, x: 1 }));
});

test("an untouched record verifies", () => {
  expect(verifyChain(threeEntries(), sha256)).toEqual({ ok: true, count: 3, blanked: 0 });
  expect(verifyChain([], sha256)).toEqual({ ok: true, count: 0, blanked: 0 });
});

test.each<[string, (entries: Entry[]) => Entry[], number, string]>([
  ["a word was changed", ([a, b, c]) => [a!, { ...b!, text: "No." }, c!], 2, "body"],
  ["an author was changed", ([a, b, c]) => [a!, { ...b!, by: "p2" }, c!], 2, "head"],
  ["a clause was taken off", ([a, b, c]) => [a!, { ...b!, clause: undefined }, c!], 2, "head"],
  ["a time was changed", ([a, b, c]) => [{ ...a!, at: "2020-01-01T00:00:00.000Z" }, b!, c!], 1, "head"],
  ["an entry was left out", ([a, , c]) => [a!, c!], 2, "missing"],
  ["the first was left out", ([, b, c]) => [b!, c!], 1, "missing"],
  ["two were exchanged", ([a, b, c]) => [a!, { ...c!, seq: 2 }, { ...b!, seq: 3 }], 2, "follow"],
  ["a field was put into a body", ([a, b, c]) => [a!, b!, { ...c!, replyTo: 1 }], 3, "body"],
  [
    "an entry was written anew with its own hash",
    ([a, b, c]) => [a!, sealEntry(draft({ key: "b", text: "No." }), 2, b!.previous, sha256), c!],
    3,
    "follow",
  ],
  ["a word was left in a body said to be blanked", ([a, b, c]) => [a!, { ...b!, blanked: AT }, c!], 2, "body"],
  ["a mark of blanking is no instant", ([a, b, c]) => [a!, b!, { ...without(c!), blanked: "No." }], 3, "body"],
])("it is found that %s", (_, change, seq, why) => {
  const verdict = verifyChain(change(threeEntries()), sha256);
  expect(verdict).toMatchObject({ ok: false, seq });
  expect(verdict.ok || verdict.why).toContain(why);
});

const AT = "2026-11-23T08:00:00.000Z";
const without = ({ text: _, ...rest }: Entry): Entry => rest as Entry;

test("a blanked body keeps its place in the chain, and is counted", () => {
  const [a, b, c] = threeEntries();
  const blanked = { ...without(b!), ...blankBody({ text: "Why?", replyTo: 1 }, AT) };
  expect(blanked).toMatchObject({ blanked: AT, replyTo: 1 });
  expect(verifyChain([a!, blanked, c!], sha256)).toEqual({ ok: true, count: 3, blanked: 1 });
  // As Openfloor 0.1 did it.
  expect(verifyChain([a!, without(b!), c!], sha256)).toEqual({ ok: true, count: 3, blanked: 1 });
});

test("a record that comes piece by piece stays broken once it was", () => {
  const [a, b, c] = threeEntries();
  const chain = new ChainReader(sha256);
  expect([a!, c!, b!].map((entry) => chain.read(entry))).toEqual([true, false, false]);
  expect(chain.verdict).toMatchObject({ ok: false, seq: 2 });
});
