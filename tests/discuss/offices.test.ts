import { expect, test } from "vitest";
import { findOffice } from "../../src/discuss/offices.ts";
import type { Standing } from "../../src/discuss/person.ts";

const ORGANISATIONS = ["Harbour Commons", "Bylaws of Harbour Commons", "Quay"];

test.each([
  "Board",
  "The Board",
  "the board of directors",
  "BOARD",
  "B0ard",
  "B o a r d",
  "Bóard",
  "Board 2",
  "The-Board",
  "Secretary",
  "The Secretary",
  "Secretary2",
  "Ada Lindqvist, Secretary",
  "Ada (Secretary)",
  "SecretaryAda",
  "S e c r e t a r y",
  "The S-e-c-r-e-t-a-r-y",
  "Secretáry",
  "Moderator",
  "Mоderаtоr".replaceAll("о", "o").replaceAll("а", "a"),
  "Moderator Eve",
  "Admin",
  "admin team",
  "Administrator",
  "Site Administrator",
  "Openfloor",
  "Openfloor Support",
  "President",
  "Treasurer of Harbour Commons",
  "Harbour Commons",
  "harbour-commons",
  "The Harbour Commons Board",
  "Harbour Commons Office",
  "Quay",
  "Vorstand",
  "Schriftführerin",
  "Secrétaire",
  "理事会",
  "山田 秘書",
  "사무총장",
  "Секретарь",
  "ВОАRD".replace("ВОА", "BOA"),
  "Name not known",
])("“%s” looks like an office", (name) => {
  expect(findOffice(name, "guest", ORGANISATIONS)).toBeDefined();
});

test.each([
  "Ada Lindqvist",
  "James Clerk Maxwell",
  "John Board",
  "Mary Chair",
  "Boardman",
  "Dean Councill",
  "Секретарёв Иван",
  "Ada (Harbour Commons)",
  "Commons",
  "Quayle",
  "Rosa Stafford",
  "Ann Root",
  "Andrea De Rat",
  "Theo Anders",
  "山田太郎",
])("“%s” is a person", (name) => {
  expect(findOffice(name, "guest", ORGANISATIONS)).toBeUndefined();
});

test.each<[string, Standing, boolean]>([
  ["Secretary", "secretary", true],
  ["The Secretary of the Board", "secretary", true],
  ["Harbour Commons", "secretary", true],
  ["Ada, Director", "director", true],
  ["Moderator", "moderator", true],
  ["Moderator", "secretary", true],
  ["Secretary", "director", false],
  ["Secretary", "moderator", false],
  ["Ada, Director", "member", false],
  ["The Board", "director", false],
  ["Moderator", "director", false],
  ["Openfloor", "secretary", false],
])("“%s” for a %s: %s", (name, holds, may) => {
  expect(findOffice(name, holds, ORGANISATIONS) === undefined).toBe(may);
});
