import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Library } from "../../src/text/document.ts";
import type { RunningServer } from "../server.ts";
import { randomFrom, until } from "./rounds.ts";

/**
 * Cuts files of a served folder short, one after the other, each at a random
 * byte, and mends it again, while readers ask for everything.
 *
 * @returns What readers were told that the whole files do not say; empty when
 *   the last good reading stayed.
 */
export async function cutFiles(server: RunningServer, rounds: number, seed = 1): Promise<string[]> {
  const random = randomFrom(seed);
  const paths = readdirSync(server.bylaws, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(?:md|yaml)$/.test(path))
    .sort();
  const readLibrary = async () => (await (await fetch(`${server.address}/api/library`)).json()) as Library;
  const whole = await readLibrary();
  const known = JSON.stringify(whole.documents);
  const texts = new Map<string, string>();
  for (const { versions, amendments } of whole.documents) {
    for (const { hash } of [...versions, ...amendments.flatMap(({ revisions }) => revisions)])
      texts.set(hash, await (await fetch(`${server.address}/api/texts/${hash}`)).text());
  }
  const wrong: string[] = [];
  let isDone = false;
  const reading = (async () => {
    while (!isDone) {
      const { documents } = await readLibrary();
      if (JSON.stringify(documents) !== known) wrong.push("the library told of other documents");
      for (const [hash, text] of texts) {
        const answer = await fetch(`${server.address}/api/texts/${hash}`);
        if ((await answer.text()) !== text) wrong.push(`${hash} was another text`);
      }
    }
  })();
  try {
    for (let round = 0; round < rounds; round++) await cutOne();
  } finally {
    isDone = true;
    await reading;
  }
  return [...new Set(wrong)];

  async function cutOne(): Promise<void> {
    const path = paths[Math.floor(random() * paths.length)]!;
    const file = join(server.bylaws, path);
    const bytes = readFileSync(file);
    const at = Math.floor(random() * bytes.length);
    writeFileSync(file, bytes.subarray(0, at));
    const isNamed = async () =>
      (await readLibrary()).problems.some((problem) => problem.file === path && problem.serious);
    await until(isNamed, `${path}, cut at byte ${at}, is named`);
    writeFileSync(file, bytes);
    await until(async () => (await readLibrary()).stamp === whole.stamp, `${path} is whole again`);
  }
}
