import { expect, test } from "vitest";
import { pathOfTexts } from "../../src/anchor/path.ts";
import type { Amendment, BylawsDocument } from "../../src/text/document.ts";

const amendment = (slug: string, base: string, revisions: string[], inForce?: string) =>
  ({ slug, base, inForce, revisions: revisions.map((hash, index) => ({ number: index + 1, hash })) }) as Amendment;

/** Four versions; `fees` was adopted as it stood last, `boats` with other words, `quorum` is still proposed. */
const DOCUMENT = {
  versions: ["2019", "2020", "2021", "2022"].map((on) => ({ on, hash: on === "2020" ? "fees-2" : `v${on}` })),
  amendments: [
    amendment("fees", "2019", ["fees-1", "fees-2"], "2020"),
    amendment("boats", "2020", ["boats-1", "boats-2", "boats-3"], "2021"),
    amendment("quorum", "2021", ["quorum-1", "quorum-2"]),
    amendment("lost", "2018", ["lost-1"]),
  ],
} as unknown as BylawsDocument;

test.each<[string, string, string, string[] | undefined]>([
  ["a text is where it is", "v2019", "v2019", ["v2019"]],
  ["revision by revision", "boats-1", "boats-3", ["boats-1", "boats-2", "boats-3"]],
  ["and back", "boats-3", "boats-1", ["boats-3", "boats-2", "boats-1"]],
  ["a revision straight to what it amends", "boats-2", "fees-2", ["boats-2", "fees-2"]],
  ["what it amends straight to a revision", "fees-2", "boats-3", ["fees-2", "boats-3"]],
  ["older versions first to what is amended", "v2019", "boats-2", ["v2019", "fees-2", "boats-2"]],
  [
    "adopted: by the last revision into what came into force, and on",
    "boats-1",
    "v2022",
    ["boats-1", "boats-2", "boats-3", "v2021", "v2022"],
  ],
  ["from what came later back into a revision", "v2022", "boats-2", ["v2022", "v2021", "boats-3", "boats-2"]],
  ["adopted word for word: the text is counted once", "fees-1", "v2021", ["fees-1", "fees-2", "v2021"]],
  ["still proposed: by way of what it amends", "quorum-2", "v2022", ["quorum-2", "v2021", "v2022"]],
  [
    "from one amendment into a later one: through what the first made",
    "boats-2",
    "quorum-1",
    ["boats-2", "boats-3", "v2021", "quorum-1"],
  ],
  ["and back", "quorum-1", "boats-2", ["quorum-1", "v2021", "boats-3", "boats-2"]],
  ["to an older version than the one amended", "boats-3", "v2019", ["boats-3", "fees-2", "v2019"]],
  ["a text nobody knows", "mended", "v2022", undefined],
  ["an amendment of a version that is not kept", "lost-1", "v2022", undefined],
])("%s", (_, from, to, expected) => {
  expect(pathOfTexts(DOCUMENT, from, to)).toEqual(expected);
});
