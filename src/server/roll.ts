import type { Person } from "../discuss/person.ts";
import type { RollRow } from "../discuss/rollRow.ts";
import { skeletonOf } from "../discuss/skeleton.ts";
import type { Grounds, People, Shown } from "../store/people.ts";
import type { RollTable } from "../store/roll.ts";
import { LONGEST_DAYS } from "../store/sessions.ts";
import type { Problem } from "../text/problem.ts";
import type { PeopleFile } from "./peopleFile.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where a standing comes from. */
export type StandingFrom = "provider" | "file" | "page" | "appointed" | "none";

/** Decides in what standing people speak, whenever one signs in or the list changes. */
export class Roll {
  readonly table: RollTable;
  readonly #people: People;
  readonly #file: PeopleFile;

  constructor(table: RollTable, people: People, file: PeopleFile) {
    this.table = table;
    this.#people = people;
    this.#file = file;
  }

  /** The line that counts for a mailbox: what stands in the file goes before what stands on the page. */
  async find(mailbox: string): Promise<{ row: RollRow; from: "file" | "page" } | undefined> {
    const inFile = this.#file.rows().get(mailbox);
    if (inFile) return { row: inFile, from: "file" };
    const onPage = await this.table.find(mailbox);
    return onPage && { row: onPage, from: "page" };
  }

  /** Every line that counts. */
  async rows(): Promise<(RollRow & { from: "file" | "page" })[]> {
    const inFile = this.#file.rows();
    const onPage = (await this.table.rows()).filter(({ mail }) => !inFile.has(mail));
    return [
      ...[...inFile].map(([mail, row]) => ({ ...row, mail, from: "file" as const })),
      ...onPage.map((row) => ({ ...row, from: "page" as const })),
    ];
  }

  /** Shows one person in the standing that is his now, or everybody. */
  async settle(id?: string): Promise<void> {
    const onPage = new Map((await this.table.rows()).map((row) => [row.mail, row]));
    for (const grounds of await this.#people.groundsOf(id)) {
      const inFile = grounds.mailbox ? this.#file.rows().get(grounds.mailbox) : undefined;
      // As long as the file cannot be read, nobody loses what it may give him.
      if (!inFile && !this.#file.isRead() && grounds.standing !== "guest") continue;
      const row = inFile ?? (grounds.mailbox ? onPage.get(grounds.mailbox) : undefined);
      const shown = shownOf(grounds, row, Date.now());
      if (isOther(shown, grounds)) await this.#people.show(grounds.id, shown);
    }
  }

  /** In what standing a person would be, were he appointed, or were this the line of his mailbox on the page. */
  async standingIf(
    id: string,
    { isAppointed, line }: { isAppointed?: boolean; line?: RollRow | null },
  ): Promise<Person["standing"] | undefined> {
    const [grounds] = await this.#people.groundsOf(id);
    if (!grounds) return undefined;
    const found = grounds.mailbox ? await this.find(grounds.mailbox) : undefined;
    const row = line === undefined || found?.from === "file" ? found?.row : (line ?? undefined);
    return shownOf({ ...grounds, isAppointed: isAppointed ?? grounds.isAppointed }, row, Date.now()).standing;
  }

  /** Whether the file has something to say of this mailbox, whatever stands on the page. */
  isInFile(mailbox: string): boolean {
    return this.#file.rows().has(mailbox);
  }

  /** What is wrong with the file. */
  problems(): readonly Problem[] {
    return this.#file.problems();
  }

  /** Where the standing of this person comes from, and whether his name does. */
  async explain(id: string): Promise<{ standingFrom: StandingFrom; isNameGiven: boolean; mail?: string }> {
    const [grounds] = await this.#people.groundsOf(id);
    if (!grounds) return { standingFrom: "none", isNameGiven: false };
    const found = grounds.mailbox ? await this.find(grounds.mailbox) : undefined;
    const said = claimOf(grounds, Date.now());
    const standingFrom = said?.standing ? "provider" : (found?.from ?? (grounds.isAppointed ? "appointed" : "none"));
    return {
      standingFrom,
      isNameGiven: found?.row.name !== undefined,
      ...(grounds.mailbox && { mail: grounds.mailbox }),
    };
  }
}

/** What a provider said counts until it says something else, and no longer than a session may last. */
function claimOf({ claimed }: Grounds, nowMs: number) {
  return claimed && nowMs - Date.parse(claimed.at) < LONGEST_DAYS * DAY_MS ? claimed : undefined;
}

/** In what standing somebody speaks: as the provider says, else as the list says, else as he was appointed. */
function shownOf(grounds: Grounds, row: RollRow | undefined, nowMs: number): Shown {
  const said = claimOf(grounds, nowMs);
  const appointed: Person["standing"] = grounds.isAppointed ? "secretary" : "guest";
  const standing = said?.standing ?? row?.standing ?? appointed;
  return {
    ...(row?.name !== undefined && { name: row.name, skeleton: skeletonOf(row.name) }),
    standing,
    class: standing === "member" ? (said?.class ?? row?.class ?? null) : null,
    affiliation: said?.affiliation ?? row?.affiliation ?? null,
  };
}

function isOther(shown: Shown, before: Shown): boolean {
  return (
    (shown.name !== undefined && shown.name !== before.name) ||
    shown.standing !== before.standing ||
    shown.class !== before.class ||
    shown.affiliation !== before.affiliation
  );
}
