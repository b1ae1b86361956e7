import { expect, test } from "vitest";
import { replaceCutFiles } from "../../src/server/cutFiles.ts";
import { runServer, SHORT } from "../server.ts";
import { cutFiles } from "./cutFiles.ts";

test("files cut short at 12 random bytes while they are served: the last good reading stays, nobody reads half a text", async () => {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" }, SHORT);
  try {
    expect(await cutFiles(server, 12)).toEqual([]);
  } finally {
    await server.close();
  }
});

const bytes = (text: string) => new TextEncoder().encode(text);

test.each<[string, string, string, boolean]>([
  ["its beginning", "one\ntwo\n", "one\nt", true],
  ["its beginning, cut at the end of a line", "one\ntwo\n", "one\n", true],
  ["nothing: an empty file is a mistake of its own", "one\n", "", false],
  ["another text that ends in the middle of a line", "one\ntwo\n", "ONE\ntw", true],
  ["the same", "one\n", "one\n", false],
  ["more", "one\n", "one\ntwo\n", false],
  ["a shorter text of its own", "one\ntwo\n", "ONE\n", false],
  ["another end where there never was a line break", "one\ntwo", "one\nthree", false],
])("of a file is left %s", (_, before, now, isCut) => {
  const files = new Map([["a.md", bytes(now)]]);
  const cut = replaceCutFiles(files, new Map([["a.md", bytes(before)]]));
  expect(cut.map(({ path }) => path)).toEqual(isCut ? ["a.md"] : []);
  expect(new TextDecoder().decode(files.get("a.md"))).toBe(isCut ? before : now);
});

test("a new file is read as it is: nobody knows how long it was to be", () => {
  const files = new Map([["new.md", bytes("half a li")]]);
  expect(replaceCutFiles(files, new Map())).toEqual([]);
});
