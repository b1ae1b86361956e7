import { describe, expect, test } from "vitest";
import { openStore } from "../../src/store/openStore.ts";
import { holdsContract } from "../ledger/contract.ts";
import { makeDatabase } from "../postgres.ts";

describe("in PostgreSQL", () =>
  holdsContract(async () => (await openStore({ data: "", databaseUrl: await makeDatabase() })).ledger));
test("x", () => expect(1).toBe(1));
