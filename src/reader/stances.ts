import type { Stance } from "../discuss/said.ts";

export const STANCE_NAMES: Record<Stance, string> = {
  support: "Support",
  "support-with-changes": "Support with changes",
  object: "Object",
  undecided: "Undecided",
};
