import { describe, expect, test } from "vitest";
import { clauseMap, compareBylaws } from "../../src/compare/compare.ts";
import { type ClauseFate, type Comparison, findRow } from "../../src/compare/comparison.ts";
import { describeChange, listChanges } from "../../src/compare/describe.ts";
import { markWords } from "../../src/compare/redline.ts";
import { summarise } from "../../src/compare/summarise.ts";
import { parseBylaws } from "../../src/text/parse.ts";

const WORDS: { [address: string]: string } = {
  Notice:
    "Notice of every meeting is sent to each member in writing at least thirty days before the day of the meeting.",
  Quorum:
    "A quorum is one fifth of the members entitled to vote, present in person or by proxy, and never fewer than ten.",
  Voting: "Each member has one vote, and a resolution is carried by a majority of the votes that are cast upon it.",
  Minutes:
    "The Secretary keeps the minutes of every meeting and publishes them on the notice board within fourteen days.",
  Records:
    "Any member may inspect the books and records of the Association at the office during the usual hours of work.",
  Dues: "Dues are payable on the first of January, and a member in arrears for ninety days ceases to be in good standing.",
};

/** `### 7.1 Notice` and its words, numbered in the order given; `Notice: words` gives other words. */
function article(number: number, ...sections: string[]): string {
  const parts = sections.map((section, index) => {
    const [title, ...words] = section.split(": ");
    return `### ${number}.${index + 1} ${title}\n\n${words.join(": ") || WORDS[title!]}`;
  });
  return [`## Article ${number}. Part ${number}`, ...parts].join("\n\n");
}

function compare(before: string, after: string): Comparison {
  return compareBylaws(parseBylaws(`# Bylaws\n\n${before}`), parseBylaws(`# Bylaws\n\n${after}`));
}

/** `4.16→4.17 renumbered`, one for each row that has a fate. */
function fatesOf({ rows }: Comparison): string[] {
  return rows.flatMap(({ before, after, fate, movedTo }) => {
    const fates = (Object.keys(fate) as (keyof ClauseFate)[]).filter((name) => fate[name]);
    if (movedTo !== undefined) return [`${before!.address} stood here, now ${movedTo}`];
    return fates.length > 0 ? [`${before?.address ?? ""}→${after?.address ?? ""} ${fates.join(" ")}`] : [];
  });
}

const sentencesOf = (comparison: Comparison): string[] =>
  listChanges(comparison).map(({ sentence, quiet }) => (quiet ? `(${sentence})` : sentence));

test("Section 4.16 is one insertion, and told so", () => {
  const text = (phrase: string): string =>
    `4.16 Open Meetings and Records. Except as necessary to protect attorney-client privilege, sensitive personnel information, discuss the candidacy of potential Gold Member and Platinum Members, ${phrase}the Board of Directors shall: (i) permit observation of its meetings by Members, and (ii) publish the minutes.`;
  const comparison = compare(text(""), text("and discuss the review and approval of Open Infrastructure Projects, "));
  expect(listChanges(comparison)).toMatchObject([
    {
      id: "4.16~1",
      clause: "4.16",
      part: "text",
      kind: "inserted",
      quiet: false,
      sentence:
        "Section 4.16: inserts ‘and discuss the review and approval of Open Infrastructure Projects,’ after ‘Platinum Members,’.",
    },
  ]);
  expect(summarise(comparison)).toMatchObject({
    wordsInserted: 10,
    wordsDeleted: 0,
    changes: 1,
    clauses: { amended: 1, unchanged: 0 },
  });
});

describe("what happened to a clause", () => {
  test.each<[fact: string, before: string, after: string, fates: string[], sentences: string[]]>([
    ["nothing", article(7, "Notice", "Quorum"), article(7, "Notice", "Quorum"), [], []],
    [
      "a section put in: those after it are renumbered, not amended",
      article(7, "Notice", "Quorum", "Voting"),
      article(7, "Notice", "Records", "Quorum", "Voting"),
      ["→7.2 added", "7.2→7.3 renumbered", "7.3→7.4 renumbered"],
      ["New section 7.2 (Records) is added.", "(Section 7.2 is renumbered 7.3.)", "(Section 7.3 is renumbered 7.4.)"],
    ],
    [
      "a section struck, told where it stood",
      article(8, "Notice", "Quorum", "Voting"),
      article(8, "Notice", "Voting"),
      ["8.2→ removed", "8.3→8.2 renumbered"],
      ["Section 8.2 (Quorum) is struck.", "(Section 8.3 is renumbered 8.2.)"],
    ],
    [
      "a section moved to another article",
      `${article(7, "Notice", "Quorum")}\n\n${article(8, "Records", "Minutes", "Dues")}`,
      `${article(7, "Notice", "Minutes", "Quorum")}\n\n${article(8, "Records", "Dues")}`,
      ["8.2→7.2 moved renumbered", "7.2→7.3 renumbered", "8.2 stood here, now 7.2", "8.3→8.2 renumbered"],
      [
        "Section 7.2 (Minutes) moves here from Article 8, where it was 8.2.",
        "(Section 7.2 is renumbered 7.3.)",
        "(Section 8.3 is renumbered 8.2.)",
      ],
    ],
    [
      "a section under a new title",
      article(7, "Notice", "Quorum"),
      article(7, "Notice", `Number Present: ${WORDS.Quorum}`),
      ["7.2→7.2 retitled"],
      ["Section 7.2 is retitled: ‘Number Present’ for ‘Quorum’."],
    ],
    [
      "a section divided in two",
      article(7, `Meetings: ${WORDS.Notice}\n\n${WORDS.Quorum}\n\n${WORDS.Voting}\n\n${WORDS.Minutes}`, "Dues"),
      article(
        7,
        `Meetings: ${WORDS.Notice}\n\n${WORDS.Quorum}`,
        `Decisions: ${WORDS.Voting}\n\n${WORDS.Minutes}`,
        "Dues",
      ),
      ["7.1→7.1 split", "7.1-p3→7.2 split", "7.2→7.3 renumbered"],
      [
        "Section 7.2 (Decisions) is made of words of Section 7.1, which is divided.",
        "(Section 7.2 is renumbered 7.3.)",
      ],
    ],
    [
      "two sections made one",
      article(
        7,
        `Meetings: ${WORDS.Notice}\n\n${WORDS.Quorum}`,
        `Decisions: ${WORDS.Voting}\n\n${WORDS.Minutes}`,
        "Dues",
      ),
      article(7, `Meetings: ${WORDS.Notice}\n\n${WORDS.Quorum}\n\n${WORDS.Voting}\n\n${WORDS.Minutes}`, "Dues"),
      ["7.1→7.1 merged", "7.2→7.1-p3 merged", "7.3→7.2 renumbered"],
      ["Section 7.1 takes in Section 7.2 (Decisions).", "(Section 7.3 is renumbered 7.2.)"],
    ],
    [
      "swapped neighbours: the shorter one moved",
      article(7, "Notice", `Long: ${WORDS.Dues} ${WORDS.Records} ${WORDS.Minutes}`, "Quorum"),
      article(7, `Long: ${WORDS.Dues} ${WORDS.Records} ${WORDS.Minutes}`, "Notice", "Quorum"),
      ["7.1 stood here, now 7.2", "7.2→7.1 renumbered", "7.1→7.2 moved renumbered"],
      ["(Section 7.2 is renumbered 7.1.)", "Section 7.2 (Notice) moves here from 7.1."],
    ],
    [
      "a section with its items is told once",
      article(7, "Notice"),
      article(7, "Notice", "Panel: The panel:\n\n(a) hears complaints;\n\n(b) reports on them."),
      ["→7.2 added", "→7.2(a) added", "→7.2(b) added"],
      ["New section 7.2 (Panel) is added."],
    ],
    [
      "the same short words everywhere: the one that is gone is the one with that number",
      article(7, "Reserved: [Reserved.]", "Notice", "Reserved: [Reserved.]", "Quorum"),
      article(7, "Reserved: [Reserved.]", "Notice", "Quorum"),
      ["7.3→ removed", "7.4→7.3 renumbered"],
      ["Section 7.3 (Reserved) is struck.", "(Section 7.4 is renumbered 7.3.)"],
    ],
  ])("%s", (_, before, after, fates, sentences) => {
    const comparison = compare(before, after);
    expect(fatesOf(comparison)).toEqual(fates);
    expect(sentencesOf(comparison)).toEqual(sentences);
  });
});

test("a section that moved and was amended is one section, with its words marked", () => {
  const comparison = compare(
    `${article(7, "Notice", "Quorum")}\n\n${article(8, "Records", "Minutes", "Dues")}`,
    `${article(7, "Notice", `Minutes: ${WORDS.Minutes!.replace("fourteen", "ten")}`, "Quorum")}\n\n${article(8, "Records", "Dues")}`,
  );
  const row = findRow(comparison, "before", "8.2", "text")!;
  expect(row.after!.address).toBe("7.2");
  expect(markWords(row.before!.text, row.after!.text, row.text)).toContain("within [-fourteen-]{+ten+} days");
});

test("a reference that follows its clause is quiet, one that does not is a change", () => {
  const rule = (number: string): string =>
    `Rule: As Section ${number} provides, a member who has not paid may be refused a vote until the arrears are paid.`;
  const before = article(7, "Notice", "Dues", rule("7.2"));
  expect(sentencesOf(compare(before, article(7, "Quorum", "Notice", "Dues", rule("7.3"))))).toContain(
    "(Section 7.4: the reference ‘7.2’ follows to ‘7.3’.)",
  );
  expect(sentencesOf(compare(before, article(7, "Notice", "Dues", rule("7.1"))))).toEqual([
    "Section 7.3: replaces ‘7.2’ with ‘7.1’.",
  ]);
});

test("a paragraph put under a heading leaves the heading and the paragraph below it what they were", () => {
  const comparison = compare(
    article(7, "Notice", "Quorum"),
    article(7, "Notice", `Quorum: ${WORDS.Records}\n\n${WORDS.Quorum}`),
  );
  const title = findRow(comparison, "before", "7.2", "title")!;
  const text = findRow(comparison, "before", "7.2", "text")!;
  expect([title.after!.address, title.title]).toEqual(["7.2", []]);
  expect([text.after!.address, text.text, text.part]).toEqual(["7.2-p2", [], "text"]);
  expect(summarise(comparison).wordsDeleted).toBe(0);
});

test("a paragraph divided in two is not struck and put in again", () => {
  const [one, two] = [WORDS.Quorum!, WORDS.Dues!];
  const comparison = compare(
    article(7, `Votes: ${one} ${two}`),
    article(7, `Votes: ${one} Nobody votes twice.\n\n${two}`),
  );
  expect(summarise(comparison)).toMatchObject({ wordsInserted: 3, wordsDeleted: 0 });
  expect(sentencesOf(comparison)).toEqual([
    "Section 7.1: inserts ‘Nobody votes twice.’ after ‘than ten.’.",
    "Section 7.1, paragraph 2 is made of words of Section 7.1, which is divided.",
  ]);
  expect(findRow(comparison, "before", "7.1", "text", one.length + 5)!.after!.address).toBe("7.1-p2");
  expect(findRow(comparison, "before", "7.1", "text", 5)!.after!.address).toBe("7.1");
  const back = compare(article(7, `Votes: ${one}\n\n${two}`), article(7, `Votes: ${one} ${two}`));
  expect(summarise(back)).toMatchObject({ wordsInserted: 0, wordsDeleted: 0 });
  expect(sentencesOf(back)).toEqual(["Section 7.1 takes in Section 7.1, paragraph 2."]);
});

test("a rule that two sections say stays in the one that went elsewhere: it is not struck and put in there", () => {
  const rule = "Whoever objects may ask the Council to decide, and the decision is published within a week.";
  const comparison = compare(
    article(7, `Notice: ${WORDS.Notice}\n\n${rule}`, "Dues", `Quorum: ${WORDS.Quorum}\n\n${WORDS.Records}\n\n${rule}`),
    article(7, `Quorum: ${WORDS.Quorum}\n\n${rule}`, "Dues"),
  );
  expect(findRow(comparison, "before", "7.3-p3", "text")!.after?.address).toBe("7.1-p2");
  expect(findRow(comparison, "before", "7.1-p2", "text")!.after).toBeUndefined();
  expect(summarise(comparison).wordsInserted).toBe(0);
});

test("of two sections with one rule both are amended: each stays under its title, neither takes the other's place", () => {
  const rule = (days: string, paper: string, end: string) =>
    `Whoever objects may within ${days} ask the Council to decide. The Council hears all who are concerned, and the Secretary publishes ${paper} at the door of the office, where it hangs for ${end}.`;
  const old = rule("one week", "the decision", "a month");
  const before = [`Notice: ${old}`, "Dues", `Quorum: ${old}`];
  const after = [
    `Notice: ${rule("ten days", "its reasons", "half a year")}`,
    "Dues",
    `Quorum: ${rule("two weeks", "the ruling", "a month")}`,
  ];
  const comparison = compare(article(7, ...before), article(7, ...after));
  expect(fatesOf(comparison)).toEqual(["7.1→7.1 amended", "7.3→7.3 amended"]);
  // And where the first of them is struck, the second one is what is left.
  const left = compare(article(7, ...before), article(7, ...after.slice(1)));
  expect(findRow(left, "before", "7.1", "text")!.after).toBeUndefined();
  expect(findRow(left, "before", "7.3", "text")!.after?.address).toBe("7.2");
});

test("each change of words can be told by itself", () => {
  const [row] = compare("1.1 Name. It may close.", "1.1 Name. It shall close.").rows;
  expect(describeChange(row!, "text", row!.text[0]!)).toEqual({
    kind: "replaced",
    sentence: "Section 1.1: replaces ‘may’ with ‘shall’.",
  });
});

test("the clause map leads from an old address to the new one", () => {
  const map = clauseMap(compare(article(7, "Notice", "Quorum"), article(7, "Records", "Notice", "Quorum")));
  expect([map.get("7.1"), map.get("7.2"), map.get("article-7")]).toEqual(["7.2", "7.3", undefined]);
});

test("typography alone is counted apart", () => {
  const comparison = compare(article(7, 'Notice: The "Board" sends it.'), article(7, "Notice: The “Board” sends it."));
  expect(summarise(comparison)).toMatchObject({
    wordsInserted: 0,
    wordsDeleted: 0,
    changes: 0,
    typographyOnly: 1,
    clauses: { amended: 0 },
  });
});

test("a paragraph wrapped anew is no change", () => {
  expect(
    sentencesOf(compare(article(7, "Notice"), article(7, `Notice: ${WORDS.Notice!.replaceAll(" ", "\n")}`))),
  ).toEqual([]);
});

test("two texts with nothing in common are struck and added, however long", () => {
  const comparison = compare(
    article(7, "Notice", "Quorum"),
    "## Article 1. Other\n\n### 1.1 Boats\n\nSmall craft are kept afloat.",
  );
  const { clauses } = summarise(comparison);
  expect([clauses.unchanged, clauses.amended, clauses.moved]).toEqual([0, 0, 0]);
});

test("identical texts have no changes, and empty ones none either", () => {
  const text = article(7, "Notice", "Quorum", "Voting");
  expect(listChanges(compare(text, text))).toEqual([]);
  expect(listChanges(compare("", ""))).toEqual([]);
  expect(compareBylaws(parseBylaws(""), parseBylaws(text)).rows.every(({ fate }) => fate.added)).toBe(true);
});
