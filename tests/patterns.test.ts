import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/** The folders whose patterns see what people write: bylaws, lists, names, comments. */
const FOLDERS = ["text", "compare", "anchor", "discuss"];
/** A pattern in source: what stands before it cannot be divided by it. */
const LITERAL =
  /(?<=[(,=:[!&|?{};]\s*|\breturn\s+|=>\s*)\/(?![/*])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+)\/([dgimsuvy]*)/g;

const PIECES =
  'a|A|1|0| |  |\t|\n|.|,|;|:|(|)|[|]|{|}|<|>|-|–|—|*|_|~|`|#|\\|\'|’|"|“|&|=|+|@|$|%|/|§|é|é|\u0301|\u200d|第|一|क्|ا|a |A |a.|a. |a, |a-|1.|1. |1,|1, |(a) |(i)|1.1|i|iv |one |twenty-|and |or |the |of |Section |Sections 1, |Article IV |<b>|</|[a](|| a |"a" |“A” '
    .split(/\|(?!$| a )/)
    .concat("|", "| a ");

interface Pattern {
  place: string;
  pattern: RegExp;
}

function findPatterns(): Pattern[] {
  const root = join(import.meta.dirname, "../src");
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((file) => {
      const source = readFileSync(join(root, folder, file), "utf8").replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, "");
      return [...source.matchAll(LITERAL)].flatMap(([literal, words, flags]): Pattern[] => {
        try {
          return [{ place: `${folder}/${file} ${literal}`, pattern: new RegExp(words!, flags!.replace("g", "")) }];
        } catch {
          return []; // A division, or a path in a text.
        }
      });
    }),
  );
}

/** The letters a pattern begins with: without them it would not set out on the text at all. */
function headOf({ source }: RegExp): string {
  const [head = ""] = /^(?:\^|\\b|\(\?[:=])*((?:\\[^\w]|[\w §“<&-])*)/.exec(source)?.slice(1) ?? [];
  return head.replaceAll("\\", "");
}

/** Milliseconds of processor time, of the least of three where it looks much. */
function costOf(pattern: RegExp, text: string, much: number): number {
  const measure = () => {
    pattern.lastIndex = 0;
    const before = process.cpuUsage();
    pattern.exec(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const first = measure();
  return first < much ? first : Math.min(first, measure(), measure());
}

/** Shorter ones first: a pattern that doubles its cost with each letter is found before it stands still for good. */
const LENGTHS = [12, 16, 20, 24, 28, 32, 40, 64, 128, 256, 1_000, 4_000];
/** Twice the text may cost four times as much, with some to spare: no pattern is given more at once than a line or a clause. */
const MOST_POWER = 2.4;
const NOISE_MS = 8;

/** With one repeat, a pattern costs at most its text's length for each letter it sets out from. */
const hasRepeats = ({ source }: RegExp): boolean => (source.match(/[+*]|\{\d+,\d*\}/g)?.length ?? 0) > 1;

function tellExplosion({ place, pattern }: Pattern): string | undefined {
  if (!hasRepeats(pattern)) return undefined;
  for (const piece of PIECES) {
    for (const text of [piece, headOf(pattern) + piece]) {
      let earlier = 0;
      let before = 0;
      for (const length of LENGTHS) {
        const hostile = `${text.slice(0, -piece.length)}${piece.repeat(Math.ceil(length / piece.length))}\u0001!`;
        const most = length <= 40 ? 50 : (length / before) ** MOST_POWER * Math.max(earlier, NOISE_MS);
        const cost = costOf(pattern, hostile, most);
        if (cost > most) return `${place} on ${JSON.stringify(piece)} × ${length}: ${Math.round(cost)} ms`;
        earlier = cost;
        before = length;
      }
    }
  }
  return undefined;
}

const patterns = findPatterns();

test("the patterns of the sources are found", () => {
  expect(patterns.length).toBeGreaterThan(200);
});

test("no pattern that reads what people write explodes", () => {
  expect(patterns.flatMap((pattern) => tellExplosion(pattern) ?? [])).toEqual([]);
});

test.each([
  ["one that doubles with each letter", /^(a+)+$/],
  ["one that doubles, behind a head", /^Section (?:a|a)*b*$/],
  ["one that grows with the fourth power", /a*a*a*$/],
])("the test finds %s", (_, pattern) => {
  expect(tellExplosion({ place: "here", pattern })).toMatch(/^here on /);
});
