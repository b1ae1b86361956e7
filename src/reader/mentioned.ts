import { createContext } from "react";
import type { ParsedBylaws } from "../text/clause.ts";

/** What a comment may name so that it becomes a link: clauses of the text shown, and what was said beside it. */
export interface Mentioned {
  text?: ParsedBylaws;
  clauseAddress: (clause: string) => string;
  /** Nothing where there is no such comment or reply on this record. */
  commentAddress: (seq: number) => string | undefined;
}

/** Where nothing can be named, there is none. */
export const MentionedContext = createContext<Mentioned | undefined>(undefined);
