import type { StoreVerdict } from "../store/verifyStore.ts";
import type { Io } from "./io.ts";

/** `12 entries, 2 of them blanked, 5 people, 3 texts`. */
export function printCounts({
  entries,
  blanked,
  people,
  texts,
}: Pick<StoreVerdict, "entries" | "blanked" | "people" | "texts">): string {
  return [
    `${entries} ${entries === 1 ? "entry" : "entries"}${blanked > 0 ? `, ${blanked} of them blanked` : ""}`,
    people === 1 ? "1 person" : `${people} people`,
    texts === 1 ? "1 text" : `${texts} texts`,
  ].join(", ");
}

/** Names what was found, a line each. @returns The exit code: 0 when there is no mistake, else 1. */
export function printVerdict({ mistakes, remarks }: StoreVerdict, io: Pick<Io, "stdout">): number {
  for (const mistake of mistakes) io.stdout(`${mistake}\n`);
  for (const remark of remarks) io.stdout(`remark: ${remark}\n`);
  return mistakes.length === 0 ? 0 : 1;
}
