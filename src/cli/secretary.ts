import { parseArgs } from "node:util";
import { freshSecretaryLink } from "../server/secretaryLink.ts";
import { readOrigin } from "../server/settings.ts";
import { besideServer } from "../store/besideServer.ts";
import { isProblem } from "../text/problem.ts";
import type { Io } from "./io.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";

/**
 * Prints a new link that makes its opener the secretary, also beside a running
 * server: where the first was lost, or, with `--again`, the secretary.
 *
 * @returns 0, 1 when there is a secretary already, 2 when it cannot be done.
 */
export async function secretaryCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { data: { type: "string" }, again: { type: "boolean", default: false } },
    });
    const set = readOrigin(io.environment.OPENFLOOR_ORIGIN);
    const origin = set ?? `http://localhost:${io.environment.PORT ?? 4160}`;
    const link = await besideServer(storeOf(values.data, io), (store) =>
      freshSecretaryLink(store, { origin, log: () => {}, isAgain: values.again }),
    );
    if (isProblem(link)) {
      io.stderr(`${link.message} If nobody of them can sign in any more, ask with --again.\n`);
      return 1;
    }
    io.stdout(`${link}\n`);
    io.stderr("Whoever opens this link within 24 hours becomes the secretary. It works once.\n");
    if (set === undefined)
      io.stderr("OPENFLOOR_ORIGIN is not set: put the address of the server in front yourself, if it is another.\n");
    return 0;
  } catch (error) {
    io.stderr(`${sentenceOf(error as Error)}\n`);
    return 2;
  }
}
