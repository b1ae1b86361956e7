import { expect, test } from "vitest";
import { type BearerContext, whyNotBear } from "../../src/discuss/bearer.ts";
import type { Person } from "../../src/discuss/person.ts";

const person = (name: string, more: Partial<Person> = {}): Person => ({
  id: "other",
  name,
  standing: "guest",
  isVerified: false,
  ...more,
});

test.each<[string, BearerContext, string | undefined]>([
  ["a guest takes a free name", { bearers: [] }, undefined],
  ["a guest keeps his own name", { id: "ada", bearers: [person("John Smith", { id: "ada" })] }, undefined],
  ["a guest takes an earlier guest’s", { bearers: [person("John Smith")] }, "name-taken"],
  ["a guest takes that of one who signed in", { bearers: [person("John Smith", { isVerified: true })] }, "name-taken"],
  ["a guest takes that of one who left", { bearers: [person("John Smith", { hasLeft: true })] }, "name-taken"],
  ["one who signed in takes a guest’s", { isVerified: true, bearers: [person("John Smith")] }, undefined],
  [
    "one who signed in takes that of another who did",
    { isVerified: true, bearers: [person("John Smith"), person("John Smith", { isVerified: true })] },
    "name-taken",
  ],
])("of two John Smiths: %s", (_, context, code) => {
  expect(whyNotBear("John Smith", context)?.code).toBe(code);
});

test("the refusal says what to do, and the other name where it is written otherwise", () => {
  expect(whyNotBear("John Smith", { bearers: [person("John Smith")] })?.message).toBe(
    "“John Smith” is the name of somebody who speaks here. Add what tells you apart: a middle initial, or what you belong to, as in “John Smith (Riverside)”. If it is you, sign in.",
  );
  expect(
    whyNotBear("J0hn Smith", { isVerified: true, bearers: [person("John Smith", { isVerified: true })] })?.message,
  ).toMatch(/^“J0hn Smith” looks like “John Smith”, the name of/);
});

test("what the refusal proposes is accepted", () => {
  expect(whyNotBear("John Smith (Riverside)", { bearers: [] })).toBeUndefined();
});

test("letters, office and bearers are judged in this order", () => {
  const bearers = [person("Secretary")];
  expect(whyNotBear("Secretary ✓", { bearers })?.code).toBe("name-signs");
  expect(whyNotBear("Secretary", { bearers })?.code).toBe("name-of-office");
  expect(whyNotBear("Secretary", { bearers, holds: "secretary" })?.code).toBe("name-taken");
  expect(whyNotBear("Harbour Commons", { organisations: ["Harbour Commons"] })?.code).toBe("name-of-office");
});
