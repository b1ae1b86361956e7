import type { Store } from "../store/store.ts";
import { type Problem, problem } from "../text/problem.ts";
import { Accounts } from "./accounts.ts";
import type { Log } from "./log.ts";
import { makeToken } from "./token.ts";

/** How long the link can be used that makes its opener the secretary. */
const HOURS = 24;

/**
 * A new link that makes whoever opens it first the secretary.
 *
 * @param isAgain Also while there is a secretary, who may have lost his way in.
 * @returns The link, or why there is none.
 */
export async function freshSecretaryLink(
  { people, database, secret }: Pick<Store, "people" | "database" | "secret">,
  { origin, log, isAgain = false }: { origin: string; log: Log; isAgain?: boolean },
): Promise<string | Problem> {
  if (!isAgain && (await people.secretaries()).length > 0) {
    return problem("secretary-known", "There is a secretary already, who can name others on the page “People”.");
  }
  const token = makeToken();
  const accounts = new Accounts({ database, secret, origin: () => origin, log });
  await accounts.keepOnce("secretary", token, {}, HOURS * 60);
  return `${origin}/sign-in/secretary#${token}`;
}
