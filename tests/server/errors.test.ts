import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { COMMENT, startOwnServer } from "./started.ts";

/** Makes every insert fail, as a full disk does. */
const FULL = "CREATE TRIGGER full BEFORE INSERT ON entries BEGIN SELECT RAISE(FAIL, 'disk trouble'); END";

test("when the record cannot be written the reader is told what is kept, and the log why", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  await ada.name();
  await ada.say(COMMENT, "k1");
  const path = join(server.settings.data, "openfloor.db");
  const database = openDatabase(path);
  database.connection.exec(FULL);
  const { status, json } = await ada.say(COMMENT, "k2");
  expect([status, json]).toEqual([
    503,
    {
      code: "ledger-unavailable",
      message: "The record cannot be written or read now. Nothing was added; your text is kept. Try again later.",
      request: expect.stringMatching(/^[0-9a-f]{12}$/),
    },
  ]);
  expect(server.logged.join("\n")).toMatch(/POST \/api\/entries: .*openfloor\.db.*disk trouble/);
  // What was said before is still read, and with room again everything goes on.
  expect(await ada.entries()).toHaveLength(1);
  database.connection.exec("DROP TRIGGER full");
  database.close();
  expect((await ada.say(COMMENT, "k2")).json.seq).toBe(2);
});

test("without pages, an address that is none is refused like any other", async () => {
  expect(await (await startOwnServer()).browser().ask("/ferry")).toMatchObject({
    status: 404,
    json: { code: "address-unknown" },
  });
});

test("addresses no one can read are refused", async () => {
  const browser = (await startOwnServer()).browser();
  for (const path of ["/api/texts/%E0%A4%A", "/%", `/api/texts/${"x".repeat(400)}`]) {
    const { status, json } = await browser.ask(path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(json).toEqual(expect.objectContaining({ code: expect.any(String), message: expect.any(String) }));
  }
});
