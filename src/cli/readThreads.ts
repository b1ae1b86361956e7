import { readSaid, type SaidEntry } from "../discuss/said.ts";
import { type Thread, threadsOf } from "../discuss/thread.ts";
import { type PublicPerson, readEntries, readPeople } from "../store/publicRecord.ts";
import type { Snapshot } from "../store/snapshot.ts";

/** The threads of an amendment, and what the people in them are called. */
export async function readThreads(
  database: Snapshot["database"],
  { document, amendment }: { document: string; amendment: string },
): Promise<{ threads: Thread[]; nameOf: (by: string) => string }> {
  const said: SaidEntry[] = [];
  for await (const entries of readEntries(database)) {
    for (const entry of entries) {
      const read = entry.document === document && entry.amendment === amendment ? readSaid(entry) : undefined;
      if (read) said.push(read);
    }
  }
  const people = new Map<string, PublicPerson>();
  for await (const some of readPeople(database, new Set(said.map(({ by }) => by))))
    for (const person of some) people.set(person.id, person);
  const personOf = (by: string) => {
    const person = people.get(by);
    return people.get(person?.same ?? "") ?? person;
  };
  return { threads: threadsOf(said, personOf), nameOf: (by) => personOf(by)?.name || "Somebody" };
}
