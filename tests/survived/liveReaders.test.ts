import { expect, test } from "vitest";
import { runLiveReaders } from "./liveReaders.ts";

test("300 open pages are all told, and all come back by themselves when the server was killed and started again", async () => {
  const figures = await runLiveReaders(300, { posts: 2 });
  expect(figures).toMatchObject({ pages: 300, wrong: 0 });
  expect(figures.memoryMb).toBeLessThan(300);
  expect(figures.backMs).toBeLessThan(30_000);
}, 60_000);
