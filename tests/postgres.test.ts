import pg from "pg";
import { expect, test } from "vitest";
import { makeCluster, makeDatabase } from "./postgres.ts";

async function ask(connectionString: string, question: string) {
  const client = new pg.Client({ connectionString });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
}

test("each test has a database of its own, as a role without other rights", async () => {
  const [first, second] = await Promise.all([makeDatabase(), makeDatabase()]);
  await ask(first, "CREATE TABLE here (n INTEGER)");
  expect(await ask(second, "SELECT * FROM information_schema.tables WHERE table_schema = 'public'")).toEqual([]);
  expect(
    await ask(second, "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = current_user"),
  ).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false }]);
});

test("a PostgreSQL of one's own keeps what was committed over a kill -9", async () => {
  const cluster = await makeCluster();
  const address = await cluster.makeDatabase();
  await ask(address, "CREATE TABLE kept (n INTEGER)");
  await cluster.kill();
  await expect(ask(address, "SELECT 1")).rejects.toThrow();
  await cluster.start();
  expect(await ask(address, "SELECT * FROM kept")).toEqual([]);
  await cluster.stop();
  await cluster.start();
  expect(await ask(address, "SELECT * FROM kept")).toEqual([]);
});
