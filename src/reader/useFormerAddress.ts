import { type Answer, useAnswer } from "./useAnswer.ts";

/** What an address led to on an older text; nothing, when it never led anywhere. */
export interface FormerAddress {
  /** As it was asked for. */
  clause: string;
  /** Day of the newest text that had a clause there. */
  on: string;
  /** Where that clause stands now; missing when it was struck. */
  now?: string;
}

/** Where the clause stands now that an older text had at an address. Asked only for what the text itself does not have. */
export function useFormerAddress(
  document: string,
  hash: string,
  clause: string,
): Answer<{ former: FormerAddress | null }> {
  return useAnswer(`/api/former/${document}/${hash}?clause=${encodeURIComponent(clause)}`);
}
