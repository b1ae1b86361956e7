import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { Amendment, BylawsDocument, Library } from "../text/document.ts";
import { printProblem } from "../text/problem.ts";
import { Refusal } from "./refusal.ts";

/**
 * Finds an amendment that can still be revised.
 *
 * @param named `document/amendment`, or its folder, as seen from `folder`.
 * @throws {Refusal}
 */
export async function findAmendment(
  named: string,
  library: Library,
  { bylaws, folder }: { bylaws: string; folder: string },
): Promise<{ document: BylawsDocument; amendment: Amendment }> {
  const path = resolve(folder, named);
  const inside = existsSync(path) ? relative(await realpath(bylaws), await realpath(path)) : "";
  const [, slug, name] =
    /^([^/\\]+)[/\\]amendments[/\\]([^/\\]+)$/.exec(inside) ??
    /^\/?([^/]+)\/(?:amendments\/)?([^/]+)\/?$/.exec(named) ??
    [];
  const document = library.documents.find((one) => one.slug === slug);
  const amendment = document?.amendments.find((one) => one.slug === name);
  const own = library.problems.find(({ file, serious }) => serious && file?.startsWith(`${slug}/`));
  if (own) throw new Refusal(`First mend what openfloor check finds: ${printProblem(own)}`);
  if (!document || !amendment) {
    const open = library.documents.flatMap(({ slug: of, amendments }) =>
      amendments.filter(({ decision }) => !decision).map((one) => `${of}/${one.slug}`),
    );
    throw new Refusal(`There is no amendment “${named}” in ${bylaws}. Undecided there: ${open.join(", ") || "none"}.`);
  }
  if (amendment.decision)
    throw new Refusal(
      `${slug}/${name} was decided on ${amendment.decision.on} (${amendment.decision.outcome}), and its text stays as it was decided. Start another amendment for other words.`,
    );
  return { document, amendment };
}
