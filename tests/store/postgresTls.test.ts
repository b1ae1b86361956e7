import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/openStore.ts";
import { startCluster } from "../cluster.ts";
import { makeDatabase } from "../postgres.ts";
import { AUTHORITY, CERTIFICATE, KEY } from "./certificates.ts";
import { makeFolder } from "./folder.ts";

test("over TLS the database must prove its name to an authority that is trusted", async () => {
  const cluster = await startCluster({ isDurable: false, tls: { certificate: CERTIFICATE, key: KEY } });
  onTestFinished(cluster.remove);
  const authority = join(makeFolder(), "authority.crt");
  writeFileSync(authority, AUTHORITY);
  const near = await cluster.makeDatabase();
  const named = near.replace("127.0.0.1", "localhost");
  const trusted = `sslmode=verify-full&sslrootcert=${authority}`;

  const store = await openStore({ data: "", databaseUrl: `${named}?${trusted}` });
  onTestFinished(() => store.close());
  const { rows } = await sql`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`.execute(store.database);
  expect(rows).toEqual([{ ssl: true }]);
  await store.check();

  const why = (databaseUrl: string) => openStore({ data: "", databaseUrl }).catch(({ message }) => message);
  // Signed by nobody this machine knows.
  expect(await why(`${named}?sslmode=verify-full`)).toMatch(/unable to verify the first certificate/);
  // What it proves is that it is localhost.
  expect(await why(`${near}?${trusted}`)).toMatch(/does not match|IP: 127\.0\.0\.1/);
});

test("a database that does not encrypt is refused where encryption was asked for", async () => {
  await expect(openStore({ data: "", databaseUrl: `${await makeDatabase()}?sslmode=verify-full` })).rejects.toThrow(
    /does not support SSL/,
  );
});
