import { expect, test } from "vitest";
import { runServer } from "../server.ts";
import { cutFiles } from "../survived/cutFiles.ts";

test("files cut short at 100 random bytes while they are served: the last good reading stays", async () => {
  const server = await runServer({ OPENFLOOR_LIMITS: "off" });
  try {
    const wrong = await cutFiles(server, 100, 7);
    console.log(`100 files cut at random bytes while served: ${wrong.length} wrong answers.`);
    expect(wrong).toEqual([]);
  } finally {
    await server.close();
  }
}, 300_000);
