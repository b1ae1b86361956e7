// @vitest-environment jsdom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Loading } from "../../src/reader/Loading.tsx";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const soon = { timeout: 2_000 };

test("what takes long says how far it is: once to those who listen, all the time to those who look", async () => {
  const { rerender } = render(
    <Loading what="the redline" promised={{ progress: 0.4, words: 203_812 }} onRetry={() => {}} />,
  );
  const said = await screen.findByText("Comparing 204,000 words…", {}, soon);
  expect(screen.getByRole("progressbar", { name: "Comparing 204,000 words" })).toHaveProperty("value", 40);
  expect(screen.getByText("40 %").getAttribute("aria-hidden")).toBe("true");
  rerender(<Loading what="the redline" promised={{ progress: 0.9, words: 203_812 }} onRetry={() => {}} />);
  expect(screen.getByText("90 %")).toBeTruthy();
  // The same words in the same place: nothing is read out again.
  expect(screen.getByRole("status")).toBe(said);
});

test("what is asked for and not yet promised is named", async () => {
  render(<Loading what="the text" onRetry={() => {}} />);
  expect(screen.queryByRole("status")).toBeNull(); // What is there at once needs no word.
  expect((await screen.findByRole("status", {}, soon)).textContent).toBe("Reading the text…");
});

test("what failed says why, can be tried again, and tells when it is only the network", () => {
  const onRetry = vi.fn();
  vi.stubGlobal("navigator", { onLine: false });
  render(<Loading what="the redline" failure="The server cannot be reached." onRetry={onRetry} />);
  expect(screen.getByRole("alert").textContent).toContain("The server cannot be reached.");
  expect(screen.getByRole("alert").textContent).toContain("no network at the moment");
  screen.getByRole("button", { name: "Try again" }).click();
  expect(onRetry).toHaveBeenCalledOnce();
});
