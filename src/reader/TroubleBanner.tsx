import { Later, later } from "./Later.tsx";
import { type RecordTrouble, recordTrouble } from "./recordTrouble.ts";
import { useStore } from "./Store.ts";

const WORDS = later<RecordTrouble>({
  what: "what is the matter with the record",
  load: async () => (await import("./TroubleWords.tsx")).TroubleWords,
  isExtra: true,
});

/** Quiet, and on every page: reading goes on, and nobody's words are lost. */
export function TroubleBanner() {
  const trouble = useStore(recordTrouble);
  return (
    <p className="trouble" role="status">
      {trouble && <Later part={WORDS} props={trouble} />}
    </p>
  );
}
