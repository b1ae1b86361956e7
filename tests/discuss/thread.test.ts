import { expect, test } from "vitest";
import { type Disposition, MARKS, type Mark, type Said, type SaidEntry } from "../../src/discuss/said.ts";
import { type Thread, textOf, threadsOf } from "../../src/discuss/thread.ts";
import { entriesOf } from "./entries.ts";

const comment = (text: string) => ({ kind: "comment", text }) as const;
const reply = (replyTo: number, text = "…") => ({ kind: "reply", replyTo, text }) as const;
const withdrawal = (withdraws: number) => ({ kind: "withdrawal", withdraws }) as const;

/** What Gus said as a guest is Mia's. */
const authorOf = (by: string) => (by === "gus" ? { id: "mia" } : undefined);

/** `1(3 4) 2()`: threads by the numbers of their entries, struck ones with a minus. */
function outline(entries: readonly SaidEntry[]): string {
  return threadsOf(entries, authorOf)
    .map(({ comment, replies, withdrawn }) => {
      const name = (seq: number) => (withdrawn.has(seq) ? `-${seq}` : `${seq}`);
      return `${name(comment.seq)}(${replies.map(({ seq }) => name(seq)).join(" ")})`;
    })
    .join(" ");
}

test.each<[string, SaidEntry[], string]>([
  ["nothing said", [], ""],
  ["two comments", entriesOf(["ada", comment("a")], ["jonas", comment("b")]), "1() 2()"],
  [
    "answers stand under their comment, in the order of the record",
    entriesOf(
      ["ada", comment("a")],
      ["jonas", comment("b")],
      ["ada", reply(2)],
      ["jonas", reply(1)],
      ["ada", reply(1)],
    ),
    "1(4 5) 2(3)",
  ],
  [
    "an answer to an answer belongs to the thread at its root",
    entriesOf(["ada", comment("a")], ["jonas", reply(1)], ["ada", reply(2)], ["jonas", reply(3)]),
    "1(2 3 4)",
  ],
  [
    "a withdrawn comment keeps its place and its replies",
    entriesOf(["ada", comment("a")], ["jonas", reply(1)], ["ada", withdrawal(1)], ["jonas", comment("b")]),
    "-1(2) 4()",
  ],
  [
    "what one said as a guest is withdrawn after signing in, and the other way round",
    entriesOf(["gus", comment("a")], ["mia", comment("b")], ["mia", withdrawal(1)], ["gus", withdrawal(2)]),
    "-1() -2()",
  ],
  ["nobody withdraws what somebody else said", entriesOf(["ada", comment("a")], ["jonas", withdrawal(1)]), "1()"],
  [
    "positions are no part of a thread",
    entriesOf(["ada", comment("a")], ["ada", { kind: "position", position: "object" }], ["jonas", reply(1)]),
    "1(3)",
  ],
  ["a reply whose comment is not here is left out", entriesOf(["ada", reply(99)], ["ada", comment("a")]), "2()"],
])("%s", (_, entries, expected) => {
  expect(outline(entries)).toBe(expected);
});

test("a blanked comment keeps its place and its replies", () => {
  const [first, second] = entriesOf(["ada", comment("a")], ["jonas", reply(1)]);
  const blanked = { ...first!, text: "", isBlanked: true, blankedAt: "2027-05-03T10:00:00.000Z" } as SaidEntry;
  expect(threadsOf([blanked, second!], authorOf)).toMatchObject([
    { comment: { seq: 1, text: "", isBlanked: true }, replies: [{ seq: 2, text: "…" }] },
  ]);
});

test("a withdrawal is told with its time", () => {
  const entries = entriesOf(["ada", comment("a")], ["ada", withdrawal(1)]);
  expect(threadsOf(entries, authorOf)[0]?.withdrawn.get(1)).toBe(entries[1]!.at);
});

test("law: every comment and every reply to a known thread is in exactly one thread, whatever the order", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const entries = entriesOf(
      ...Array.from({ length: 30 }, (_, index): [string, ReturnType<typeof comment> | ReturnType<typeof reply>] => {
        const roll = (seed * 31 + index * index * 17 + index * 7) % 5;
        return [`p${roll}`, index === 0 || roll < 2 ? comment("c") : reply(1 + ((seed * 13 + index * 11) % index))];
      }),
    );
    const shown = threadsOf(entries, authorOf).flatMap(({ comment, replies }) =>
      [comment, ...replies].map(({ seq }) => seq),
    );
    expect(
      shown.sort((a, b) => a - b),
      `seed ${seed}`,
    ).toEqual(entries.map(({ seq }) => seq));
  }
});

const STANDING: Record<string, string> = { dora: "director", sam: "secretary", ruth: "moderator" };
/** Mia was the guests gus and gast before she signed in. */
const speakerOf = (by: string) => ({
  id: by === "gus" || by === "gast" ? "mia" : by,
  standing: STANDING[by] ?? "guest",
});
const marked = (mark: Mark): Said => ({ kind: "comment", text: "…", mark });
const edit = (edits: number, text: string, after = edits): Said => ({ kind: "edit", text, edits, after });
const sign = (signs: number): Said => ({ kind: "co-signature", signs });
const resolve = (resolves: number): Said => ({ kind: "resolution", text: "Done.", resolves });
const reopen = (reopens: number): Said => ({ kind: "resolution", text: "Not done.", reopens });
const hide = (hides: number): Said => ({ kind: "moderation", text: "Rude.", hides });
const show = (shows: number): Said => ({ kind: "moderation", text: "Not so.", shows });
const answer = (answers: number, outcome: Disposition = "declined"): Said => ({
  kind: "disposition",
  text: "…",
  answers,
  outcome,
});
const first = (...said: [string, Said][]): Thread => threadsOf(entriesOf(...said), speakerOf)[0]!;
/** `answered`, `open waits`, `resolved accepted`. */
const tell = ({ state, isWaiting, request }: Thread): string =>
  [state, ...(isWaiting ? ["waits"] : []), ...(request ? [request] : [])].join(" ");

test.each<[string, [string, Said][], string]>([
  ["a remark is open, and waits for nothing", [["ada", marked("remark")]], "open"],
  ["a comment without a mark is a remark", [["ada", comment("a")]], "open"],
  ["a question waits", [["ada", marked("question")]], "open waits"],
  ["an objection waits", [["ada", marked("objection")]], "open waits"],
  ["a request is submitted, and waits", [["ada", marked("request")]], "open waits submitted"],
  [
    "a reply of a director answers a remark",
    [
      ["ada", marked("remark")],
      ["dora", reply(1)],
    ],
    "answered",
  ],
  [
    "of a moderator does not",
    [
      ["ada", marked("remark")],
      ["ruth", reply(1)],
    ],
    "open",
  ],
  [
    "nor one that was withdrawn",
    [
      ["ada", marked("remark")],
      ["dora", reply(1)],
      ["dora", withdrawal(2)],
    ],
    "open",
  ],
  [
    "nor one that is hidden",
    [
      ["ada", marked("remark")],
      ["dora", reply(1)],
      ["sam", hide(2)],
    ],
    "open",
  ],
  [
    "a reply of a director does not answer a question",
    [
      ["ada", marked("question")],
      ["dora", reply(1)],
    ],
    "open waits",
  ],
  [
    "the board’s answer does",
    [
      ["ada", marked("question")],
      ["dora", answer(1, "answered")],
    ],
    "answered",
  ],
  [
    "an accepted request",
    [
      ["ada", marked("request")],
      ["dora", answer(1, "accepted")],
    ],
    "answered accepted",
  ],
  [
    "one that was out of scope is declined",
    [
      ["ada", marked("request")],
      ["dora", answer(1, "out-of-scope")],
    ],
    "answered declined",
  ],
  [
    "one that was answered already is declined",
    [
      ["ada", marked("request")],
      ["dora", answer(1, "already-answered")],
    ],
    "answered declined",
  ],
  [
    "the newest answer counts",
    [
      ["ada", marked("request")],
      ["dora", answer(1)],
      ["sam", answer(1, "accepted-in-part")],
    ],
    "answered accepted-in-part",
  ],
  [
    "a question its author resolved waits no more",
    [
      ["ada", marked("question")],
      ["ada", resolve(1)],
    ],
    "resolved",
  ],
  [
    "resolved, then answered: stays resolved",
    [
      ["ada", marked("question")],
      ["ada", resolve(1)],
      ["dora", answer(1, "answered")],
    ],
    "resolved",
  ],
  [
    "answered, then resolved",
    [
      ["ada", marked("objection")],
      ["dora", answer(1)],
      ["ada", resolve(1)],
    ],
    "resolved",
  ],
  [
    "opened again: the answer before holds no more",
    [
      ["ada", marked("objection")],
      ["dora", answer(1)],
      ["ada", resolve(1)],
      ["ada", reopen(1)],
    ],
    "reopened waits",
  ],
  [
    "opened again, and answered anew",
    [
      ["ada", marked("objection")],
      ["ada", resolve(1)],
      ["ada", reopen(1)],
      ["dora", answer(1)],
    ],
    "answered",
  ],
  [
    "opened again, and resolved again",
    [
      ["ada", marked("objection")],
      ["ada", resolve(1)],
      ["ada", reopen(1)],
      ["ada", resolve(1)],
    ],
    "resolved",
  ],
  [
    "a remark opened again, whose answer came before",
    [
      ["ada", marked("remark")],
      ["dora", reply(1)],
      ["ada", resolve(1)],
      ["ada", reopen(1)],
    ],
    "reopened",
  ],
  [
    "withdrawn: it waits no more",
    [
      ["ada", marked("question")],
      ["ada", withdrawal(1)],
    ],
    "open",
  ],
  [
    "a withdrawn request, whatever was answered",
    [
      ["ada", marked("request")],
      ["dora", answer(1, "accepted")],
      ["ada", withdrawal(1)],
    ],
    "answered withdrawn",
  ],
  [
    "withdrawn by somebody else: it waits",
    [
      ["ada", marked("question")],
      ["jonas", withdrawal(1)],
    ],
    "open waits",
  ],
  [
    "withdrawn after signing in",
    [
      ["gus", marked("question")],
      ["mia", withdrawal(1)],
    ],
    "open",
  ],
  [
    "hidden: it waits no more",
    [
      ["ada", marked("question")],
      ["ruth", hide(1)],
    ],
    "open",
  ],
  [
    "hidden and shown again: it waits",
    [
      ["ada", marked("question")],
      ["ruth", hide(1)],
      ["sam", show(1)],
    ],
    "open waits",
  ],
  [
    "what is done to a reply is not done to its thread",
    [
      ["ada", marked("question")],
      ["jonas", reply(1)],
      ["ada", resolve(2)],
      ["dora", answer(2)],
    ],
    "open waits",
  ],
])("%s", (_, said, expected) => {
  expect(tell(first(...said))).toBe(expected);
});

test("an answer whose words were blanked answers no more; the one before it counts again", () => {
  const entries = entriesOf(["ada", marked("request")], ["dora", answer(1, "accepted")], ["sam", answer(1)]);
  const { outcome: _, ...left } = entries[2] as SaidEntry & { outcome: Disposition };
  const blanked = { ...left, text: "", isBlanked: true } as SaidEntry;
  expect(tell(threadsOf([entries[0]!, entries[1]!, blanked], speakerOf)[0]!)).toBe("answered accepted");
  expect(tell(threadsOf([entries[0]!, { ...blanked, seq: 2 }], speakerOf)[0]!)).toBe("open waits submitted");
});

test("the newest edit has the words that count, and the earlier ones stay", () => {
  const thread = first(
    ["gus", comment("a")],
    ["jonas", reply(1, "b")],
    ["mia", edit(1, "a2")],
    ["jonas", edit(2, "b2")],
    ["gus", edit(1, "a3", 3)],
    ["jonas", edit(1, "mine now")],
  );
  expect(textOf(thread.comment, thread)).toBe("a3");
  expect(textOf(thread.replies[0]!, thread)).toBe("b2");
  expect(thread.edits.get(1)?.map(({ text }) => text)).toEqual(["a2", "a3"]);
  expect(thread.comment.text).toBe("a");
  expect(textOf(first(["ada", comment("x")]).comment, thread)).toBe("a3");
});

test("what is hidden says who did it and why, while it is", () => {
  const hidden = first(["ada", comment("a")], ["jonas", reply(1)], ["ruth", hide(2)]);
  expect(hidden.hidden.get(2)).toMatchObject({ by: "ruth", text: "Rude." });
  expect(first(["ada", comment("a")], ["ruth", hide(1)], ["sam", show(1)]).hidden.size).toBe(0);
  const again = first(["ada", comment("a")], ["ruth", hide(1)], ["sam", show(1)], ["sam", hide(1)]);
  expect(again.hidden.get(1)?.by).toBe("sam");
});

test.each<[string, [string, Said][], string[]]>([
  [
    "each once",
    [
      ["ada", sign(1)],
      ["jonas", sign(1)],
      ["ada", sign(1)],
    ],
    ["ada", "jonas"],
  ],
  [
    "once as a guest on two devices and after signing in",
    [
      ["gus", sign(1)],
      ["gast", sign(1)],
      ["mia", sign(1)],
    ],
    ["gus"],
  ],
  ["not for one’s own", [["eve", sign(1)]], []],
  [
    "not what was taken back",
    [
      ["ada", sign(1)],
      ["ada", withdrawal(2)],
    ],
    [],
  ],
  [
    "not what a guest took back after signing in",
    [
      ["gus", sign(1)],
      ["mia", withdrawal(2)],
    ],
    [],
  ],
  [
    "anew after taking it back",
    [
      ["ada", sign(1)],
      ["ada", withdrawal(2)],
      ["ada", sign(1)],
    ],
    ["ada"],
  ],
  [
    "though somebody else would take it back",
    [
      ["ada", sign(1)],
      ["jonas", withdrawal(2)],
    ],
    ["ada"],
  ],
  [
    "not a reply’s",
    [
      ["jonas", reply(1)],
      ["ada", sign(2)],
    ],
    [],
  ],
])("co-signers count %s", (_, said, signers) => {
  expect(first(["eve", marked("question")], ...said).coSignatures.map(({ by }) => by)).toEqual(signers);
});

test("500 signatures of one person are one, and of 500 people 500", () => {
  const one = first(
    ["eve", marked("question")],
    ...Array.from({ length: 500 }, (): [string, Said] => ["ada", sign(1)]),
  );
  expect(one.coSignatures).toHaveLength(1);
  const many = Array.from({ length: 500 }, (_, at): [string, Said] => [`p${at}`, sign(1)]);
  expect(first(["eve", marked("question")], ...many).coSignatures).toHaveLength(500);
});

test("every word on where a comment stands is kept, the last one last", () => {
  const place = (on: string): Said => ({ kind: "placement", places: 1, on });
  const { placements } = first(["ada", comment("a")], ["ada", place("a")], ["sam", place("b")]);
  expect(placements.map(({ on }) => on)).toEqual(["a", "b"]);
});

test("law: nothing said is left out of a thread, and a state depends on nothing but what was said in it", () => {
  const people = ["ada", "jonas", "gus", "mia", "dora", "sam", "ruth"];
  for (let seed = 1; seed <= 400; seed++) {
    const roll = (at: number, of: number) => (seed * 7919 + at * at * 104729 + at * seed * 31) % of;
    const said = Array.from({ length: 40 }, (_, at): [string, Said] => {
      const about = 1 + roll(at, Math.max(1, at));
      const kinds: Said[] = [
        marked(MARKS[roll(at, 4)]!),
        reply(about),
        reply(about),
        edit(about, `edit ${at}`),
        withdrawal(about),
        sign(about),
        roll(at, 3) ? resolve(about) : reopen(about),
        answer(about, "accepted"),
        roll(at, 3) ? hide(about) : show(about),
        { kind: "placement", places: about, on: "x" },
      ];
      return [people[roll(at + 5, people.length)]!, kinds[at < 2 ? 0 : roll(at + 1, kinds.length)]!];
    });
    const entries = entriesOf(...said);
    const threads = threadsOf(entries, speakerOf);
    const voices = threads.flatMap(({ comment, replies }) => [comment, ...replies]);
    const isVoice = new Set(voices.map(({ seq }) => seq));
    // Every comment, and every reply to something that stands in a thread.
    for (const entry of entries) {
      const hasPlace = entry.kind === "comment" || (entry.kind === "reply" && isVoice.has(entry.replyTo));
      expect(isVoice.has(entry.seq), `seed ${seed}, entry ${entry.seq}`).toBe(hasPlace);
    }
    expect(isVoice.size, `seed ${seed}`).toBe(voices.length);
    for (const thread of threads) {
      const { comment, replies, coSignatures, state, request, isWaiting } = thread;
      // Read alone, or with others before it and after it, it is the same.
      const own = new Set([comment, ...replies].map(({ seq }) => seq));
      const signatures = new Set(
        entries.filter((entry) => entry.kind === "co-signature" && own.has(entry.signs)).map(({ seq }) => seq),
      );
      const alone = entries.filter((entry) => {
        const about = Object.entries(entry).find(([name]) =>
          [
            "replyTo",
            "edits",
            "withdraws",
            "signs",
            "resolves",
            "reopens",
            "answers",
            "hides",
            "shows",
            "places",
          ].includes(name),
        )?.[1];
        return own.has(entry.seq) || own.has(about) || signatures.has(about);
      });
      const [again] = threadsOf(alone, speakerOf);
      expect(
        [tell(again!), again!.replies.length, again!.coSignatures.length],
        `seed ${seed}, thread ${comment.seq}`,
      ).toEqual([tell({ state, request, isWaiting } as Thread), replies.length, coSignatures.length]);
      const signers = coSignatures.map(({ by }) => speakerOf(by).id);
      expect(new Set(signers).size, `seed ${seed}`).toBe(signers.length);
      expect(signers, `seed ${seed}`).not.toContain(speakerOf(comment.by).id);
      if (isWaiting) expect([thread.mark, state], `seed ${seed}`).not.toContain("remark");
    }
  }
});
