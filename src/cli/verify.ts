import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { verifyChain } from "../ledger/chain.ts";
import { openDatabase } from "../store/database.ts";
import { SqliteLedger, sha256 } from "../store/sqlite.ts";
import type { Io } from "./io.ts";

/** Checks the whole record, also while a server writes to it. @returns 0 when it verifies, 1 when not, 2 when it cannot be read. */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options: { data: { type: "string" } } });
    const path = join(resolve(io.folder, values.data ?? io.environment.OPENFLOOR_DATA ?? "data"), "openfloor.db");
    const ledger = new SqliteLedger(openDatabase(path, { mustExist: true }));
    try {
      const verdict = verifyChain(await ledger.entries({}), sha256);
      if (verdict.ok) {
        const blanked = verdict.blanked > 0 ? `, ${verdict.blanked} of them blanked` : "";
        io.stdout(`The record verifies: ${verdict.count} ${verdict.count === 1 ? "entry" : "entries"}${blanked}.\n`);
        return 0;
      }
      io.stdout(`The record does not verify. ${verdict.why}\n`);
      return 1;
    } finally {
      await ledger.close();
    }
  } catch (error) {
    io.stderr(`${(error as Error).message.split("\n")[0]}\n`);
    return 2;
  }
}
