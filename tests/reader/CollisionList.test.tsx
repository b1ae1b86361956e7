// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import type { Collision } from "../../src/compare/collisions.ts";
import { CollisionList } from "../../src/reader/CollisionList.tsx";
import type { CollisionsJson } from "../../src/reader/notes.ts";
import type { Answer } from "../../src/reader/useAnswer.ts";
import { draw } from "./draw.tsx";

const COLLISION: Collision = {
  kind: "words",
  clause: "7.8",
  part: "text",
  words: { from: 0, to: 4 },
  first: "Section 7.8: replaces ‘open’ with ‘public’.",
  second: "Section 7.8: strikes ‘open’.",
};
const OTHER = { amendment: "2026-open-sittings", title: "Open sittings", revision: 1 };

function show(answer: Partial<Answer<CollisionsJson>>, count = 2) {
  return draw(
    <CollisionList
      answer={{ retry: () => {}, ...answer }}
      count={count}
      addressOf={(amendment, clause) => `/quay/amendments/${amendment}/${clause}`}
      sinceAddress={(version, clause) => `/quay/compare/2021-05-12..${version}/${clause}`}
    />,
  ).container;
}

test("an amendment that wants the same words is named, with what both do, and leads to its own page at that clause", async () => {
  const page = show({
    value: {
      others: [
        { ...OTHER, collisions: [COLLISION] },
        { ...OTHER, collisions: [] },
      ],
    },
  });
  await userEvent.click(screen.getByText("1 other amendment touches the same words"));
  expect(page.querySelector("ul")?.textContent).toContain("Open sittingsSection 7.8: it changes the same words.");
  expect([...page.querySelectorAll("dd")].map(({ textContent }) => textContent)).toEqual([
    COLLISION.first,
    COLLISION.second,
  ]);
  expect(page.querySelector("a")?.getAttribute("href")).toBe("/quay/amendments/2026-open-sittings/7.8");
});

test("that nothing collides is said too, and which amendment was not looked at", () => {
  const value = {
    others: [
      { ...OTHER, collisions: [] },
      { ...OTHER, base: "2021-05-12", collisions: [] },
    ],
  };
  expect(show({ value }).textContent).toBe(
    "2 other open amendments; the same words are not touched. 1 of them amends another version.",
  );
});

test("what became law since the amended text is told like an amendment", async () => {
  const page = show({ value: { others: [], inForce: { version: "2024-05-15", collisions: [COLLISION] } } }, 0);
  await userEvent.click(screen.getByText("The text in force has changed at the same words since"));
  expect(page.querySelector("a")?.getAttribute("href")).toBe("/quay/compare/2021-05-12..2024-05-15/7.8");
});

test("there is one line from the start, so that nothing jumps when the answer comes; without a server it can be asked again", async () => {
  expect(show({}).textContent).toBe("2 other open amendments: looking for the same words…");
  const retry = vi.fn();
  show({ failure: "The server cannot be reached.", retry });
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(retry).toHaveBeenCalled();
});
