import type { Person } from "../discuss/person.ts";
import type { WholeLedger } from "../ledger/ledger.ts";
import type { KeptTexts } from "../store/keptTexts.ts";
import type { People } from "../store/people.ts";
import type { Reading } from "../text/library.ts";
import type { Discussions } from "./discussions.ts";

/** What a handler knows of the world. */
export interface Context {
  ledger: WholeLedger;
  people: People;
  discussions: Discussions;
  texts: KeptTexts;
  reading: Reading;
  now: () => Date;
  /** Whoever gives a name may speak. */
  guestsMaySpeak: boolean;
  /** Who asks, where that is known. */
  person?: Person;
  /** He has spoken under other ids, too. */
  hasOtherIds: boolean;
}
