import { expect, test } from "vitest";
import {
  type AmendmentState,
  closedSince,
  dayAfter,
  daysBetween,
  isOpenForComment,
  stateOf,
  stepsOf,
} from "../../src/decide/amendment.ts";
import type { Amendment, Decision, Outcome } from "../../src/text/document.ts";

function amendment(dates: Partial<Amendment>): Amendment {
  return {
    slug: "a",
    title: "A",
    summary: "",
    rationale: "",
    base: "2018-05-26",
    movedBy: "",
    secondedBy: "",
    comment: {},
    meeting: "",
    revisions: [],
    pairings: [],
    ...dates,
  };
}

function decided(outcome: Outcome, on: string): { decision: Decision } {
  return { decision: { outcome, on, motion: "", mover: "", seconder: "", reason: "" } };
}

/** Noticed in February, open in March, before the meeting on 21 April, in force from 12 May. */
const WHOLE = amendment({
  notice: "2021-02-22",
  comment: { opens: "2021-03-01", closes: "2021-04-07" },
  board: "2021-04-21",
  inForce: "2021-05-12",
  ...decided("adopted", "2021-04-21"),
});

test.each<[string, AmendmentState]>([
  ["2021-02-21", "Draft"],
  ["2021-02-22", "Notice given"],
  ["2021-02-28", "Notice given"],
  ["2021-03-01", "Open for comment"],
  ["2021-04-07", "Open for comment"],
  ["2021-04-08", "Comment closed"],
  ["2021-04-20", "Comment closed"],
  ["2021-04-21", "Adopted"],
  ["2021-05-11", "Adopted"],
  ["2021-05-12", "In force"],
])("on %s the amendment of 2021 is: %s", (today, state) => {
  expect(stateOf(WHOLE, today)).toBe(state);
});

test.each<[Outcome, AmendmentState]>([
  ["adopted", "Adopted"],
  ["adopted as modified", "Adopted as modified"],
  ["rejected", "Rejected"],
  ["referred", "Referred"],
  ["withdrawn", "Withdrawn"],
])("what was %s is shown as: %s", (outcome, state) => {
  expect(stateOf(amendment({ ...WHOLE, inForce: undefined, ...decided(outcome, "2021-04-21") }), "2022-01-01")).toBe(
    state,
  );
});

test("a day of force does not bring a rejected amendment into force", () => {
  expect(stateOf(amendment({ ...WHOLE, ...decided("rejected", "2021-04-21") }), "2022-01-01")).toBe("Rejected");
});

test("an amendment waits before the board from the day of the meeting until the decision is known", () => {
  const waiting = amendment({ ...WHOLE, decision: undefined });
  expect(stateOf(waiting, "2021-04-20")).toBe("Comment closed");
  expect(stateOf(waiting, "2021-04-21")).toBe("Before the board");
  expect(stateOf(waiting, "2023-01-01")).toBe("Before the board");
});

test("a decision that lies ahead does not count yet", () => {
  expect(stateOf(amendment({ ...WHOLE, ...decided("adopted", "2099-01-01") }), "2021-03-05")).toBe("Open for comment");
});

test.each<[string, Amendment, string, boolean]>([
  ["the day before it opens", WHOLE, "2021-02-28", false],
  ["the first day", WHOLE, "2021-03-01", true],
  ["the last day", WHOLE, "2021-04-07", true],
  ["the day after the last", WHOLE, "2021-04-08", false],
  ["without an opening day, from the notice on", amendment({ notice: "2019-04-02" }), "2019-04-02", true],
  ["without an opening day, not before the notice", amendment({ notice: "2019-04-02" }), "2019-04-01", false],
  [
    "without a closing day, years after the meeting, while nothing is decided",
    amendment({ notice: "2019-04-02", board: "2019-04-08" }),
    "2026-11-22",
    true,
  ],
  [
    "without a closing day, on the day of the decision",
    amendment({ notice: "2019-04-02", ...decided("adopted", "2019-04-24") }),
    "2019-04-24",
    false,
  ],
  [
    "without a closing day, the day before the decision",
    amendment({ notice: "2019-04-02", ...decided("adopted", "2019-04-24") }),
    "2019-04-23",
    true,
  ],
  ["a draft without any day", amendment({}), "2026-11-22", false],
])("comments are taken or not: %s", (_, shown, today, isOpen) => {
  expect(isOpenForComment(shown, today)).toBe(isOpen);
  if (isOpen) expect(stateOf(shown, today)).toBe("Open for comment");
});

test.each<[string, Amendment, string, string | undefined]>([
  ["while open", WHOLE, "2021-04-07", undefined],
  ["from the day after the last", WHOLE, "2021-04-08", "2021-04-08"],
  ["years later", WHOLE, "2026-11-22", "2021-04-08"],
  [
    "when the decision came before the last day",
    amendment({ ...WHOLE, ...decided("withdrawn", "2021-03-20") }),
    "2021-04-01",
    "2021-03-20",
  ],
  [
    "without a closing day, since the decision",
    amendment({ notice: "2019-04-02", ...decided("adopted", "2019-04-24") }),
    "2020-01-01",
    "2019-04-24",
  ],
  ["before it ever opened", WHOLE, "2021-02-25", undefined],
])("closed since when: %s", (_, shown, today, since) => {
  expect(closedSince(shown, today)).toBe(since);
});

test("law: on every day an amendment is open, closed since some day, or not yet open; never two of them", () => {
  let day = "2021-02-01";
  for (let count = 0; count < 150; count++, day = dayAfter(day)) {
    const open = isOpenForComment(WHOLE, day);
    const since = closedSince(WHOLE, day);
    expect(open && since !== undefined, day).toBe(false);
    if (since) expect(since <= day, day).toBe(true);
    const now = stepsOf(WHOLE, day).filter(({ when }) => when === "now");
    expect(now.length, day).toBe(day < "2021-02-22" ? 0 : 1);
    if (open) expect(now[0]?.name, day).toBe("Open for comment");
  }
});

test.each([
  ["2024-02-28", "2024-02-29"],
  ["2023-02-28", "2023-03-01"],
  ["2026-12-31", "2027-01-01"],
  ["2026-03-28", "2026-03-29"],
  ["2026-10-25", "2026-10-26"],
])("after %s comes %s", (day, next) => {
  expect(dayAfter(day)).toBe(next);
  expect(daysBetween(day, next)).toBe(1);
  expect(daysBetween(next, day)).toBe(-1);
});

test("the time line of a decided amendment tells its outcome in its own words", () => {
  expect(stepsOf(WHOLE, "2021-04-22").map(({ name, when }) => `${name}: ${when}`)).toEqual([
    "Notice given: past",
    "Open for comment: past",
    "Comment closed: past",
    "Before the board: past",
    "Adopted: now",
    "In force: ahead",
  ]);
});
