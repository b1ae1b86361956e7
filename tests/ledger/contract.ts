import { createHash } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { verifyChain } from "../../src/ledger/chain.ts";
import type { Entry, EntryDraft } from "../../src/ledger/entry.ts";
import type { WholeLedger } from "../../src/ledger/ledger.ts";

export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A draft with everything it needs; `changes` say what is special about it. */
export function draft(changes: Partial<EntryDraft> = {}): EntryDraft {
  return {
    kind: "comment",
    document: "harbour-commons",
    amendment: "open-sittings",
    revision: 1,
    clause: "7.3",
    key: "p1/k1",
    by: "p1",
    at: "2026-11-22T12:00:00.000Z",
    text: "Why not the minutes too?",
    ...changes,
  };
}

/** What every ledger that holds the whole record promises. */
export function holdsContract(open: () => Promise<WholeLedger>): void {
  const opened: WholeLedger[] = [];
  const ledgerFor = async () => {
    const ledger = await open();
    opened.push(ledger);
    return ledger;
  };
  afterEach(async () => {
    for (const ledger of opened.splice(0)) await ledger.close();
  });

  test("entries are numbered from 1, without gaps", async () => {
    const ledger = await ledgerFor();
    expect(await ledger.last()).toBe(0);
    const results = [];
    for (const key of ["a", "b", "c"]) results.push(await ledger.append(draft({ key })));
    expect(results.map(({ entry }) => entry.seq)).toEqual([1, 2, 3]);
    expect(results.map(({ repeated }) => repeated)).toEqual([false, false, false]);
    expect(await ledger.last()).toBe(3);
  });

  test("an entry reads as it was handed over, with its number and its link", async () => {
    const ledger = await ledgerFor();
    const anchor = { text: "0".repeat(64), from: 3, to: 9, quote: "“äöü” 🙂 \u0000 \ud800" };
    const { entry } = await ledger.append(draft({ anchor, nothing: undefined }));
    const { bodyHash, previous, hash, seq, ...said } = entry;
    expect(said).toEqual({ ...draft(), anchor });
    expect(previous).toBe("0".repeat(64));
    expect([bodyHash, hash].every((text) => /^[0-9a-f]{64}$/.test(text))).toBe(true);
    expect(await ledger.entries({})).toEqual([entry]);
    expect(await ledger.find("p1/k1")).toEqual(entry);
    expect(await ledger.find("p1/k2")).toBeUndefined();
    expect(seq).toBe(1);
  });

  test.each([
    ["an end of a statement", "'; DROP TABLE entries; --"],
    ["quotes and a backslash", `"' \\ $1 \`%_`],
    ["NUL and controls", "a\u0000b\u0000\u0001\u001f"],
    ["half a pair of surrogates", "a\ud800 \udc00b \ud800\ud83d\ude42"],
    ["noncharacters", "\uffff0000 \ufffe \ufdd0"],
    ["all planes and directions", "é é 漢 🙂 \u{10fffd} \u202e\u200b"],
    ["nothing", ""],
  ])("every field comes back as it was, and is found by: %s", async (_, words) => {
    const ledger = await ledgerFor();
    const hostile = {
      key: words,
      by: words,
      kind: words,
      document: words,
      amendment: words,
      clause: words,
      text: words,
    };
    const { entry } = await ledger.append(draft({ ...hostile, anchor: { quote: words, [`x${words}`]: [words] } }));
    expect(entry).toMatchObject(hostile);
    expect(await ledger.entries({ document: words, amendment: words })).toEqual([entry]);
    expect(await ledger.find(words)).toEqual(entry);
    expect(verifyChain(await ledger.entries({}), sha256)).toEqual({ ok: true, count: 1, blanked: 0 });
    expect(await ledger.blank({ by: [words] }, "2026-11-23T00:00:00.000Z")).toBe(1);
  });

  test("a repeat with the same key is answered with the first entry and adds nothing", async () => {
    const ledger = await ledgerFor();
    const first = await ledger.append(draft());
    const second = await ledger.append(draft({ at: "2026-11-22T13:00:00.000Z" }));
    expect(second).toEqual({ entry: first.entry, repeated: true });
    expect(await ledger.last()).toBe(1);
  });

  test("twenty sends of one key at the same time add one entry", async () => {
    const ledger = await ledgerFor();
    const results = await Promise.all(Array.from({ length: 20 }, () => ledger.append(draft())));
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(new Set(results.map(({ entry }) => entry.hash)).size).toBe(1);
    expect(await ledger.last()).toBe(1);
  });

  test.each([
    ["text", { text: "Something else" }],
    ["clause", { clause: "7.4" }],
    ["revision", { revision: 2 }],
    ["kind", { kind: "position" }],
    ["a field more", { replyTo: 1 }],
  ])("the same key with another %s is refused, and what else comes at that time is kept", async (_, changes) => {
    const ledger = await ledgerFor();
    await ledger.append(draft());
    const [refused, kept] = await Promise.allSettled([
      ledger.append(draft(changes)),
      ledger.append(draft({ key: "p1/k2" })),
    ]);
    expect(refused).toMatchObject({ status: "rejected", reason: { name: "LedgerError", code: "key-reused" } });
    expect(kept).toMatchObject({ status: "fulfilled", value: { entry: { seq: 2 } } });
    expect(await ledger.last()).toBe(2);
  });

  test("nothing is added where the record has what it must not come after, and a repeat is answered all the same", async () => {
    const ledger = await ledgerFor();
    const at = { document: "harbour-commons", amendment: "open-sittings", kinds: ["edit"] };
    const edit = (key: string) => draft({ key, kind: "edit", edits: 1, after: 1 });
    const overtaken = { name: "LedgerError", code: "overtaken" };
    await ledger.append(draft(), { ...at, after: 0 });
    await ledger.append(draft({ key: "a", kind: "edit", amendment: "records" }), { ...at, after: 1 });
    const first = await ledger.append(edit("b"), { ...at, after: 2 });
    await expect(ledger.append(edit("c"), { ...at, after: 2 })).rejects.toMatchObject(overtaken);
    expect(await ledger.append(edit("b"), { ...at, after: 2 })).toEqual({ ...first, repeated: true });
    expect(await ledger.last()).toBe(3);
    expect(await ledger.append(edit("c"), { ...at, after: 3 })).toMatchObject({ entry: { seq: 4 } });
    // Of those that come at once, one is first.
    const sent = ["d", "e", "f"].map((key) => ledger.append(edit(key), { ...at, after: 4 }));
    const all = await Promise.allSettled([...sent, ledger.append(draft({ key: "g" }))]);
    expect(all.map(({ status }) => status).sort()).toEqual(["fulfilled", "fulfilled", "rejected", "rejected"]);
    for (const one of all) if (one.status === "rejected") expect(one.reason).toMatchObject(overtaken);
    expect(await ledger.last()).toBe(6);
  });

  test("a place is asked for with what is newer than a number, oldest first", async () => {
    const ledger = await ledgerFor();
    const places = [
      ["harbour-commons", "open-sittings"],
      ["harbour-commons", "records"],
      ["openstack-foundation", "open-sittings"],
      ["harbour-commons", "open-sittings"],
      ["harbour-commons", undefined],
    ] as const;
    for (const [index, [document, amendment]] of places.entries()) {
      await ledger.append(draft({ key: `k${index}`, document, amendment }));
    }
    const numbers = async (query: Parameters<typeof ledger.entries>[0]) =>
      (await ledger.entries(query)).map(({ seq }) => seq);
    expect(await numbers({})).toEqual([1, 2, 3, 4, 5]);
    expect(await numbers({ after: 3 })).toEqual([4, 5]);
    expect(await numbers({ limit: 2 })).toEqual([1, 2]);
    expect(await numbers({ document: "harbour-commons" })).toEqual([1, 2, 4, 5]);
    expect(await numbers({ document: "harbour-commons", amendment: "open-sittings" })).toEqual([1, 4]);
    expect(await numbers({ document: "harbour-commons", amendment: "open-sittings", after: 1 })).toEqual([4]);
    expect(await numbers({ document: "harbour-commons", after: 1, limit: 1 })).toEqual([2]);
    expect(await numbers({ document: "nowhere" })).toEqual([]);
  });

  test("whoever watches hears of each entry once, in order, and of no repeat", async () => {
    const ledger = await ledgerFor();
    const heard: number[] = [];
    const alsoHeard: number[] = [];
    const stop = ledger.watch((entry) => heard.push(entry.seq));
    ledger.watch((entry) => alsoHeard.push(entry.seq));
    await Promise.all(["a", "b", "a", "c"].map((key) => ledger.append(draft({ key }))));
    stop();
    await ledger.append(draft({ key: "d" }));
    expect(heard).toEqual([1, 2, 3]);
    expect(alsoHeard).toEqual([1, 2, 3, 4]);
  });

  test("an entry that was heard of can be read", async () => {
    const ledger = await ledgerFor();
    const read: Promise<Entry[]>[] = [];
    ledger.watch(({ seq }) => read.push(ledger.entries({ after: seq - 1 })));
    await ledger.append(draft());
    expect((await read[0]!).map(({ seq }) => seq)).toEqual([1]);
  });

  test("the chain of 200 entries from 8 writers verifies", async () => {
    const ledger = await ledgerFor();
    const write = async (writer: number) => {
      for (let n = 0; n < 25; n++)
        await ledger.append(draft({ key: `p${writer}/${n}`, by: `p${writer}`, text: `${n}` }));
    };
    await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
    const entries = await ledger.entries({});
    expect(verifyChain(entries, sha256)).toEqual({ ok: true, count: 200, blanked: 0 });
  });

  describe("blanking", () => {
    const AT = "2026-11-23T08:00:00.000Z";
    const discussion = async () => {
      const ledger = await ledgerFor();
      const said = [
        { by: "p1", text: "Why not the minutes too?", anchor: { text: "0", from: 1, to: 2, quote: "x" } },
        { by: "p2", kind: "reply", text: "They are.", replyTo: 1 },
        { by: "p1", kind: "reply", text: "Where?", replyTo: 2 },
        { by: "p1", kind: "withdrawal", text: undefined, withdraws: 3 },
        { by: "p3", kind: "position", text: undefined, position: "object", reason: "Costs." },
      ];
      for (const [index, one] of said.entries()) await ledger.append(draft({ key: `k${index}`, ...one }));
      return ledger;
    };

    test("takes the words of a person, keeps the place of each entry, and the chain verifies", async () => {
      const ledger = await discussion();
      expect(await ledger.blank({ by: ["p1", "nobody"] }, AT)).toBe(2);
      const entries = await ledger.entries({});
      expect(JSON.stringify(entries)).not.toMatch(/minutes|Where|quote/);
      expect(entries.map(({ blanked, text, replyTo, withdraws }) => ({ blanked, text, replyTo, withdraws }))).toEqual([
        { blanked: AT },
        { text: "They are.", replyTo: 1 },
        { blanked: AT, replyTo: 2 },
        { withdraws: 3 },
        {},
      ]);
      expect(verifyChain(entries, sha256)).toEqual({ ok: true, count: 5, blanked: 2 });
    });

    test("takes entries by their numbers, and each only once", async () => {
      const ledger = await discussion();
      expect(await ledger.blank({ seqs: [2, 5, 99] }, AT)).toBe(2);
      expect(await ledger.blank({ seqs: [2] }, "2026-12-01T00:00:00.000Z")).toBe(0);
      expect((await ledger.entries({})).map(({ blanked }) => blanked)).toEqual([
        undefined,
        AT,
        undefined,
        undefined,
        AT,
      ]);
      expect(await ledger.find("k4")).not.toHaveProperty("reason");
    });

    test("a repeat of what was blanked adds nothing, and the chain goes on", async () => {
      const ledger = await discussion();
      await ledger.blank({ by: ["p2"] }, AT);
      const again = draft({ key: "k1", by: "p2", kind: "reply", text: "They are.", replyTo: 1 });
      expect(await ledger.append(again)).toMatchObject({ repeated: true, entry: { seq: 2, blanked: AT } });
      await ledger.append(draft({ key: "k9" }));
      expect(verifyChain(await ledger.entries({}), sha256)).toEqual({ ok: true, count: 6, blanked: 1 });
    });
  });

  test("what is handed over after the end is refused", async () => {
    const ledger = await ledgerFor();
    const last = ledger.append(draft());
    await ledger.close();
    await expect(last).resolves.toMatchObject({ entry: { seq: 1 } });
    await expect(ledger.append(draft({ key: "late" }))).rejects.toMatchObject({ code: "ledger-unavailable" });
  });
}
