import { expect, test } from "vitest";
import { runServer, SHORT } from "../server.ts";
import { postSteadily } from "./postLoad.ts";

test("50 posts a second for 10 s while pages are open: none lost, none doubled, every page has all of them in order", async () => {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" }, SHORT);
  try {
    expect(await postSteadily(server, 50, 10)).toMatchObject({ posted: 500, lost: 0, doubled: 0, wrongPages: 0 });
  } finally {
    await server.close();
  }
}, 60_000);
