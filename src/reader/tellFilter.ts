import type { Filter } from "../discuss/filter.ts";
import { DISPOSITION_NAMES, MARK_NAMES } from "../discuss/said.ts";
import { REQUEST_STATE_NAMES, THREAD_STATE_NAMES } from "../discuss/thread.ts";
import { STANCE_NAMES } from "./stances.ts";

/** What the values of a filter are called. Only a wording request can be accepted, declined and so on. */
export const VALUE_NAMES: Readonly<Record<"state" | "mark" | "stance" | "standing" | "placement", Names>> = {
  state: { ...THREAD_STATE_NAMES, ...REQUEST_STATE_NAMES, declined: DISPOSITION_NAMES.declined },
  mark: MARK_NAMES,
  stance: STANCE_NAMES,
  standing: {
    secretary: "Secretary",
    director: "Director",
    moderator: "Moderator",
    member: "Member",
    guest: "Guest",
  },
  placement: {
    intact: "As they were",
    moved: "Moved",
    changed: "Changed",
    clause: "Gone, the clause lives",
    gone: "Struck",
    ambiguous: "In doubt",
    missing: "Version missing",
  },
};
type Names = Readonly<Record<string, string>>;

/** What somebody has chosen, for a line; nothing for what stands in a field or a button of its own. */
export function nameOfChoice(filter: Filter, name: keyof Filter, labels: ReadonlyMap<string, string>): string {
  const value = filter[name];
  switch (name) {
    case "words":
    case "order":
      return "";
    case "waiting":
      return WAITING;
    case "since":
      return SINCE;
    case "clause":
      return labels.get(String(value)) ?? String(value);
    default:
      return VALUE_NAMES[name][String(value)] ?? "";
  }
}

export const WAITING = "Waits for an answer";
export const SINCE = "Since I was last here";

/** A filter with one thing less. */
export function without(filter: Filter, name: keyof Filter): Filter {
  const { [name]: _, ...rest } = filter;
  return rest;
}

/** The same order, and nothing left out. */
export const all = ({ order }: Filter): Filter => (order ? { order } : {});

/** Why a filter shows nothing, in a sentence. */
export function tellEmpty(filter: Filter): string {
  const { words, waiting, since, clause } = filter;
  const chosen = (["state", "mark", "stance", "standing", "placement"] as const).flatMap((name) =>
    filter[name] === undefined ? [] : [VALUE_NAMES[name][filter[name]] ?? filter[name]],
  );
  const parts = [
    waiting && "waits for an answer",
    since !== undefined && "is new since you were last here",
    clause !== undefined && `is about ${clause === "" ? "the whole" : clause}`,
    chosen.length > 0 && `is marked ${chosen.join(", ")}`,
    words && `holds “${words}”`,
  ].filter(Boolean);
  if (parts.length === 0) return "Nobody has said anything yet.";
  const last = parts.pop();
  return `No thread ${parts.length > 0 ? `${parts.join(", ")} and ` : ""}${last}.`;
}
