import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeAnchor } from "../../src/anchor/anchor.ts";
import { Carrier } from "../../src/anchor/carrier.ts";
import type { Placement } from "../../src/anchor/placement.ts";
import { compareBylaws } from "../../src/compare/compare.ts";
import { type Clause, eachClause, type ParsedBylaws } from "../../src/text/clause.ts";
import { parseBylaws } from "../../src/text/parse.ts";
import { makeRandom } from "../bench/makeTexts.ts";

/**
 * Carries words of each version of real bylaws to the last one, and writes a
 * sample to be read by eye: SEED chooses it, SAMPLE names the file. Texts of the
 * corpus are not ours: neither is what is written.
 */
const CORPUS = "../shared/corpus";
const HISTORIES = ["psf-bylaws", "vintage-hoa-ccrs", "openjs-cpc-charter", "skule-bylaw3", "zapf-satzung"];
const ANCHORS = 200;
const MOST_WORDS = 12;
const SAMPLE = 60;
const AROUND = 70;
const seed = Number(process.env.SEED ?? 1);
const file = process.env.SAMPLE;

interface Version {
  name: string;
  parsed: ParsedBylaws;
  clauses: Map<string, Clause>;
  /** Where words of a clause can be picked, with how many there are. */
  words: { clause: Clause; part: "title" | "text"; starts: number[] }[];
}

function readVersions(history: string): Version[] {
  const folder = join(CORPUS, history);
  const names = readdirSync(folder).filter((name) => /^\d{3}-/.test(name));
  return names.sort().flatMap((name) => {
    const markdown = readdirSync(join(folder, name)).find((one) => one.endsWith(".md"));
    if (!markdown) return [];
    const parsed = parseBylaws(readFileSync(join(folder, name, markdown), "utf8"));
    const clauses = new Map(Array.from(eachClause(parsed.clauses), (clause) => [clause.address, clause]));
    const words = [...clauses.values()].flatMap((clause) =>
      (["title", "text"] as const).flatMap((part) => {
        const starts = Array.from(clause[part].matchAll(/\S+/g), ({ index }) => index);
        return starts.length === 0 ? [] : [{ clause, part, starts }];
      }),
    );
    return [{ name, parsed, clauses, words }];
  });
}

/** Words of a version, from one to twelve: every word of it may be the first. */
function pickWords({ words }: Version, random: () => number) {
  const all = words.reduce((sum, { starts }) => sum + starts.length, 0);
  let at = Math.floor(random() * all);
  const { clause, part, starts } = words.find(({ starts }) => {
    if (at < starts.length) return true;
    at -= starts.length;
    return false;
  })!;
  const from = starts[at]!;
  const length = 1 + Math.floor(random() * MOST_WORDS);
  const to = starts[at + length] ?? clause[part].length;
  return makeAnchor({ text: "", side: "after", clause, part, from, to })!;
}

function inContext(clause: Clause | undefined, part: "title" | "text", from: number, to: number): string {
  const words = clause?.[part] ?? "";
  return `${words.slice(Math.max(0, from - AROUND), from)}⟦${words.slice(from, to)}⟧${words.slice(to, to + AROUND)}`;
}

function tell(placement: Placement, { clauses }: Version): string {
  switch (placement.state) {
    case "clause":
      return `clause ${placement.clause} ${placement.part}: ${inContext(clauses.get(placement.clause), placement.part, placement.at, placement.at)}`;
    case "gone":
      return `gone, behind ${placement.behind ?? "nothing"}`;
    case "ambiguous":
      return `ambiguous:${placement.places.map(({ clause, part, from, to }) => `\n      ${clause} ${part}: ${inContext(clauses.get(clause), part, from, to)}`).join("")}`;
    case "missing":
      return "missing";
    default: {
      const { state, clause, part, from, to } = placement;
      return `${state} ${clause} ${part}: ${inContext(clauses.get(clause), part, from, to)}`;
    }
  }
}

test.skipIf(!existsSync(CORPUS))(
  "words of every version of real bylaws stand somewhere in the last one, whole, or are told (skipped without ../shared/corpus)",
  () => {
    const random = makeRandom(seed);
    const told: string[] = [];
    const counts: { [state: string]: number } = {};
    for (const history of HISTORIES) {
      const versions = readVersions(history);
      const last = versions.at(-1)!;
      const steps = versions.slice(1).map(({ parsed }, index) => compareBylaws(versions[index]!.parsed, parsed));
      versions.slice(0, -1).forEach((version, index) => {
        const carrier = new Carrier(steps.slice(index));
        for (let turn = 0; turn < ANCHORS; turn++) {
          const anchor = pickWords(version, random);
          const placement = carrier.carry(anchor);
          counts[placement.state] = (counts[placement.state] ?? 0) + 1;
          if (placement.state === "intact" || placement.state === "moved") {
            const found = last.clauses.get(placement.clause)![placement.part].slice(placement.from, placement.to);
            const plain = (words: string) =>
              words
                .toLowerCase()
                .replace(/[^\p{L}\p{M}]+/gu, " ")
                .trim();
            expect(plain(found), `${history} ${version.name} ${anchor.clause}`).toBe(plain(anchor.quote));
          }
          expect(placement.state, `${history} ${version.name} ${anchor.clause}`).not.toBe("missing");
          const made = version.clauses.get(anchor.clause);
          told.push(
            `${history} ${version.name} ${anchor.clause} ${anchor.part}\n    ${inContext(made, anchor.part, anchor.from, anchor.to)}\n    → ${tell(placement, last)}`,
          );
        }
      });
    }
    console.log(
      `${told.length} anchors: ${Object.entries(counts)
        .map(([state, count]) => `${count} ${state}`)
        .join(", ")}`,
    );
    if (file === undefined) return;
    const chosen = Array.from(
      { length: SAMPLE },
      (_, index) => `${index + 1}. ${told[Math.floor(random() * told.length)]}`,
    );
    writeFileSync(file, `${chosen.join("\n\n")}\n`);
  },
  600_000,
);
