import { useMemo } from "react";
import type { SaidEntry } from "../discuss/said.ts";
import type { Amendment, BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import type { Mentioned } from "./mentioned.ts";

/** What can be named on a page about an amendment that shows no text: its comments, which open at their words. */
export function useMentioned(
  { slug: document }: BylawsDocument,
  { slug: amendment }: Amendment,
  entries: readonly SaidEntry[],
): Mentioned {
  return useMemo(() => {
    const places = new Map(
      entries.flatMap(({ seq, kind, clause }) =>
        kind === "comment" || kind === "reply" ? [[seq, clause] as const] : [],
      ),
    );
    const clauseAddress = (clause: string) => printAddress({ page: "amendment", document, amendment, clause });
    return {
      clauseAddress,
      commentAddress: (seq) =>
        places.has(seq)
          ? `${printAddress({ page: "amendment", document, amendment, clause: places.get(seq) })}#comment-${seq}`
          : undefined,
    };
  }, [document, amendment, entries]);
}
