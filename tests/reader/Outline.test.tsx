// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { compareBylaws } from "../../src/compare/compare.ts";
import { groupsOf } from "../../src/reader/groups.ts";
import { Outline } from "../../src/reader/Outline.tsx";
import { parseBylaws } from "../../src/text/parse.ts";
import { draw } from "./draw.tsx";
import { compareTexts, PAIRS } from "./texts.ts";

const NONE = new Map<number, number>();

function show({ comparison, before, after }: ReturnType<typeof compareTexts>, onGo = vi.fn()) {
  const page = draw(
    <Outline
      groups={groupsOf(comparison, [before, after])}
      threads={NONE}
      news={NONE}
      addressOf={(clause) => `/page/${clause}`}
      onGo={onGo}
      isComparing
    />,
  ).container;
  const entries = [...page.querySelectorAll("li")].map((entry) => entry.textContent);
  return { page, entries, onGo };
}

const BEFORE = `# Bylaws of the Quay Society

## Article 1 Name

1.1 Name. The society is called the Quay Society and has its seat at the old fish hall.

1.2 Purpose. It keeps the quay, its cranes and its benches in good order for everybody.

1.3 Seal. The seal of the society shows a crane and is kept by the Secretary in a locked drawer.

## Article 2 Members

2.1 Fees. Every member pays the yearly fee before the first Sunday of March to the Treasurer.
`;

function compareSmall(from: string, to: string) {
  const [before, after] = [parseBylaws(BEFORE), parseBylaws(BEFORE.replace(from, to))];
  return { before, after, comparison: compareBylaws(before, after) };
}

test("every section says in a word what happened to it", () => {
  const { entries } = show(compareTexts(PAIRS[1]!));
  expect(entries).toContain("5.6Casual Vacancies±, amended");
  expect(entries).toContain("5.9Standard of Care#, renumbered");
  expect(entries.find((entry) => entry.startsWith("5.10"))).toContain("⇄, moved");
  expect(entries.find((entry) => entry.startsWith("7.1Regular"))).toContain("∪, merged");
  expect(entries).toContain("1.1Name");
});

test("where a moved section stood, an entry says where it is now, and leads to the place it left", () => {
  const { page, entries } = show(compareTexts(PAIRS[1]!));
  expect(entries).toContain("7.7Conflicts of Interest→, moved away to 5.10");
  expect(page.querySelector("li[data-left] a")?.getAttribute("href")).toBe("#stood-7.7");
});

test("new and struck sections are marked as such, and as nothing else", () => {
  const added = show(
    compareSmall("## Article 2", "1.4 Flag. The flag is blue, with one white crane on it.\n\n## Article 2"),
  );
  expect(added.entries).toContain("1.4Flag+, added");
  const struck = show(compareSmall(/1\.3 Seal.*\n\n/.exec(BEFORE)![0], ""));
  expect(struck.entries).toContain("1.3Seal−, struck");
});

test("the legend explains the signs that occur, and no others", () => {
  const { page } = show(compareSmall("locked drawer", "locked safe"));
  expect(page.querySelector(".legend")?.textContent).toBe("± amended");
  const same = show(compareSmall("Quay Society", "Quay Society"));
  expect(same.page.querySelector(".legend")).toBeNull();
});
