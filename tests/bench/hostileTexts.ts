import { makeRandom, makeTexts } from "./makeTexts.ts";

/** Pairs made to be slow, or to be answered “everything changed”. */
export function hostileTexts(): { name: string; before: string; after: string }[] {
  const [one, other] = [1, 2].map((seed) => makeTexts({ words: 33_000, edits: 60, seed }));
  const flat = (text: string) => text.replace(/(?:^|\n+)#* */g, " ").trim();
  return [
    { name: "unrelated texts", before: one!.before, after: other!.after },
    { name: "one paragraph of 33,000 words", before: flat(one!.before), after: flat(one!.after) },
    { name: "2,000 identical sections, 3 of them struck", before: reserved(), after: reserved(3, 500, 1_200) },
    oneWordLines("100,000 one-word lines", "\n"),
    oneWordLines("100,000 one-word paragraphs", "\n\n"),
    withoutSpace("1 MB without a space, Latin letters", "abcdefghijklmnopqrstuvwxyz"),
    withoutSpace("1 MB without a space, Latin letters and commas", "abcdefghijklmnopqrstuvwxyz,"),
    withoutSpace("1 M characters without a space, Chinese", chineseLetters()),
  ];
}

function reserved(...struck: number[]): string {
  return Array.from({ length: 2_000 }, (_, at) =>
    struck.includes(at)
      ? ""
      : `### ${1 + Math.floor(at / 40)}.${1 + (at % 40)} Reserved\n\n[Reserved.]\n\nNotice is given as these rules provide.\n\n`,
  ).join("");
}

function oneWordLines(name: string, between: string): { name: string; before: string; after: string } {
  const random = makeRandom(11);
  const words = Array.from({ length: 100_000 }, () => `word${Math.floor(random() * 5_000)}`);
  const now = words.flatMap((word) => {
    const way = random();
    return way < 0.001 ? [] : way < 0.002 ? [word, "besides"] : way < 0.003 ? ["other"] : [word];
  });
  return { name, before: words.join(between), after: now.join(between) };
}

function withoutSpace(name: string, letters: string): { name: string; before: string; after: string } {
  const random = makeRandom(12);
  const signs = [...letters];
  const draw = (count: number) => Array.from({ length: count }, () => signs[Math.floor(random() * signs.length)]);
  const before = draw(1_000_000);
  const after = [...before];
  for (let edit = 0; edit < 20; edit++) after.splice(Math.floor(random() * after.length), edit % 5, ...draw(edit % 7));
  return { name, before: before.join(""), after: after.join("") };
}

/** The thousand first ideographs, with a comma and a full stop among them. */
function chineseLetters(): string {
  const letters = Array.from({ length: 1_000 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join("");
  return letters + "，。".repeat(40);
}
