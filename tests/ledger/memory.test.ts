import { describe } from "vitest";
import { MemoryLedger } from "../../src/ledger/memory.ts";
import { holdsContract, sha256 } from "./contract.ts";

describe("in memory", () => holdsContract(async () => new MemoryLedger(sha256)));
