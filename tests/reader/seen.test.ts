// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { forgetSeen } from "../../src/reader/forgetSeen.ts";
import { addRead, findSeen, noteRead, visit } from "../../src/reader/seen.ts";

const PLACE = "harbour-commons/records";
const HOUR_MS = 3_600_000;

beforeEach(forgetSeen);

test("on a first visit nothing is new", () => {
  visit("ada", PLACE, 12, 0);
  expect(findSeen("ada", PLACE)).toMatchObject({ upTo: 12, since: 12 });
});

test("what came since the last visit is told from what came during this one", () => {
  visit("ada", PLACE, 12, 0);
  visit("ada", PLACE, 14, 60_000); // Still here: two more came while she read.
  expect(findSeen("ada", PLACE)?.since).toBe(12);
  visit("ada", PLACE, 20, 2 * HOUR_MS);
  expect(findSeen("ada", PLACE)?.since).toBe(14);
  visit("ada", PLACE, 20, 2 * HOUR_MS + 60_000);
  expect(findSeen("ada", PLACE)?.since).toBe(14);
});

test("what was not opened stays unread through the next visit", () => {
  visit("ada", PLACE, 12, 0);
  visit("ada", PLACE, 15, 2 * HOUR_MS);
  addRead("ada", PLACE, [14]);
  noteRead("ada", PLACE, [13, 15], 9);
  expect(findSeen("ada", PLACE)).toMatchObject({ upTo: 12, read: [14], known: 9 });
  visit("ada", PLACE, 15, 4 * HOUR_MS);
  expect(findSeen("ada", PLACE)).toMatchObject({ upTo: 12, read: [14] });
});

test("when all is read, one number says so", () => {
  visit("ada", PLACE, 12, 0);
  visit("ada", PLACE, 15, 1);
  addRead("ada", PLACE, [13, 14, 15]);
  noteRead("ada", PLACE, [], 12);
  expect(findSeen("ada", PLACE)).toMatchObject({ upTo: 15, read: [] });
});

test("each person of a device has read his own; who has just given a name has read what he read before", () => {
  visit("", PLACE, 12, 0);
  visit("ada", PLACE, 14, 1);
  expect(findSeen("ada", PLACE)?.upTo).toBe(12);
  expect(findSeen("jonas", PLACE)).toBeUndefined();
});

test("nothing is left on the device when its owner leaves it", () => {
  visit("ada", PLACE, 12, 0);
  localStorage.setItem("another", "kept");
  forgetSeen();
  expect(findSeen("ada", PLACE)).toBeUndefined();
  expect(Object.keys(localStorage)).toEqual(["another"]);
});

test("what is not ours under our name is no knowledge", () => {
  localStorage.setItem(`openfloor-seen ada ${PLACE}`, "{");
  expect(findSeen("ada", PLACE)).toBeUndefined();
});
