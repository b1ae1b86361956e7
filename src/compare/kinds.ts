import type { Change, ComparedClause, Stretch } from "./comparison.ts";

/** What a change is, in the words of a filter or a sentence. */
export type ChangeKind =
  | "inserted"
  | "deleted"
  | "replaced"
  | "added"
  | "removed"
  | "moved"
  | "renumbered"
  | "retitled"
  | "split"
  | "merged"
  | "typography"
  | "case"
  | "reference";

/** Kinds that a reader shows or hides together. */
export type ChangeGroup =
  | "words"
  | "added"
  | "removed"
  | "moved"
  | "divided"
  | "retitled"
  | "renumbered"
  | "references"
  | "typography"
  | "case";

/** How many changes of a group there are. */
export interface KindCount {
  group: ChangeGroup;
  /** For a filter: `Words changed`. */
  name: string;
  count: number;
  /** The law is the same in all of them. */
  quiet: boolean;
}

const GROUPS: readonly { group: ChangeGroup; name: string; kinds: readonly ChangeKind[] }[] = [
  { group: "words", name: "Words changed", kinds: ["inserted", "deleted", "replaced"] },
  { group: "added", name: "Added", kinds: ["added"] },
  { group: "removed", name: "Removed", kinds: ["removed"] },
  { group: "moved", name: "Moved", kinds: ["moved"] },
  { group: "divided", name: "Split or merged", kinds: ["split", "merged"] },
  { group: "retitled", name: "Retitled", kinds: ["retitled"] },
  { group: "renumbered", name: "Renumbered", kinds: ["renumbered"] },
  { group: "references", name: "References that follow", kinds: ["reference"] },
  { group: "typography", name: "Typography", kinds: ["typography"] },
  { group: "case", name: "Capitals", kinds: ["case"] },
];

/** Every group, in the order a filter shows them. */
export const CHANGE_GROUPS: readonly ChangeGroup[] = GROUPS.map(({ group }) => group);

const GROUP_OF = new Map(GROUPS.flatMap(({ group, kinds }) => kinds.map((kind) => [kind, group] as const)));
const QUIET = new Set<ChangeKind>(["renumbered", "reference", "typography", "case"]);

/** The law is the same: shown quietly and counted apart. */
export function isQuietKind(kind: ChangeKind): boolean {
  return QUIET.has(kind);
}

export function groupOf(kind: ChangeKind): ChangeGroup {
  return GROUP_OF.get(kind)!;
}

/** The groups that occur, those of substance first, each with its number of changes. */
export function countGroups(changes: readonly { kind: ChangeKind }[]): KindCount[] {
  const counts = new Map<ChangeGroup, number>();
  for (const { kind } of changes) counts.set(groupOf(kind), (counts.get(groupOf(kind)) ?? 0) + 1);
  return GROUPS.flatMap(({ group, name, kinds }) => {
    const count = counts.get(group) ?? 0;
    return count > 0 ? [{ group, name, count, quiet: isQuietKind(kinds[0]!) }] : [];
  });
}

/** What a change of words in a title or a text is, without a sentence being made of it. */
export function kindOfChange({ before, after }: ComparedClause, part: "title" | "text", change: Change): ChangeKind {
  if (change.quiet && change.quiet !== "elsewhere") return change.quiet;
  const isWhole = (text: string | undefined, { from, to }: Stretch): boolean =>
    from === 0 && to === (text ?? "").length;
  if (part === "title" && isWhole(before?.title, change.before) && isWhole(after?.title, change.after))
    return "retitled";
  if (change.before.from === change.before.to) return "inserted";
  return change.after.from === change.after.to ? "deleted" : "replaced";
}
