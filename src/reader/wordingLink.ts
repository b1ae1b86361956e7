import type { CommentEntry } from "../discuss/said.ts";
import { printDay } from "../text/day.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";

/** The wording a comment was made on. */
interface MadeOn {
  /** `revision 1`, `the version of 15 May 2024`. */
  name: string;
  /** Opens it at the words. */
  address: string;
}

/** Start of a text's hash, as links to words carry it. */
const SHORT_HASH = 8;

/** @returns Nothing where the files know no such wording any more. */
export function findWording(
  { anchor, clause, revision, version }: CommentEntry,
  document: BylawsDocument,
  amendment: Amendment | undefined,
): MadeOn | undefined {
  const words = anchor && {
    side: anchor.side,
    part: anchor.part,
    from: anchor.from,
    to: anchor.to,
    text: anchor.text.slice(0, SHORT_HASH),
  };
  const at = { document: document.slug, clause: anchor?.clause ?? clause, words };
  if (amendment) {
    const made =
      amendment.revisions.find(({ hash, number }) => hash === anchor?.text && number === revision) ??
      amendment.revisions.find(({ hash }) => hash === anchor?.text) ??
      amendment.revisions.find(({ number }) => number === revision);
    return (
      made && {
        name: `revision ${made.number}`,
        address: printAddress({ page: "amendment", amendment: amendment.slug, revision: made.number, ...at }),
      }
    );
  }
  const made = document.versions.find(
    ({ on, hash }) => on === version || (version === undefined && hash === anchor?.text),
  );
  return (
    made && {
      name: `the version of ${printDay(made.on)}`,
      address: printAddress({ page: "version", version: made.on, ...at }),
    }
  );
}
