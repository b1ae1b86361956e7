import type { FastifyReply, FastifyRequest } from "fastify";
import { canonicalMailbox } from "../discuss/mailbox.ts";
import { readPeopleCsv } from "../discuss/peopleCsv.ts";
import { type Person, whyNot } from "../discuss/person.ts";
import { type RollRow, readRow, type WrittenRow } from "../discuss/rollRow.ts";
import { isProblem, type Problem, problem } from "../text/problem.ts";
import { fresh } from "./fresh.ts";
import type { Shared } from "./handlers.ts";
import { refuse } from "./refuse.ts";

interface Imported {
  line: number;
  row?: RollRow;
  change?: "added" | "changed" | "same";
  problem?: Problem;
}

/** How the secretary keeps the list of people. */
export function makeRollHandlers({ settings, who }: Shared) {
  const { accounts, cookies, people, roll, sessions } = who;

  const secretary = async (request: FastifyRequest): Promise<{ id: string; person: Person } | Problem> => {
    const session = await cookies.session(request);
    return whyNot(session?.person, { kind: "keep-people" }, {}) ?? session!;
  };
  const tell = (request: FastifyRequest, line: string, { person }: { person: Person }) =>
    settings.log(line, { event: "roll-changed", request: request.id, person: person.id });

  /** Where there is only one secretary, and he has proven a mailbox: nobody but whoever runs the server could undo it. */
  const findOnlySecretary = async (): Promise<{ id: string; mailbox: string } | undefined> => {
    const [id, ...others] = await people.secretaries();
    if (id === undefined || others.length > 0) return undefined;
    const { mail: mailbox } = await roll.explain(id);
    return mailbox === undefined ? undefined : { id, mailbox };
  };

  const whyLastSecretary = async (
    mailbox: string,
    line: RollRow | null,
    only: { id: string; mailbox: string } | undefined,
  ): Promise<Problem | undefined> => {
    if (only?.mailbox !== mailbox || (await roll.standingIf(only.id, { line })) === "secretary") return undefined;
    const message = "This is the only secretary. Name another one first, and have them sign in; then change this.";
    return problem("last-secretary", message, { field: "standing" });
  };

  const whyInFile = (mailbox: string): Problem | undefined =>
    roll.isInFile(mailbox)
      ? problem("in-file", "This mailbox stands in people.yaml, which goes before this page. Change it there.", {
          field: "mail",
        })
      : undefined;

  return {
    async showPeople(request: FastifyRequest, reply: FastifyReply) {
      const asker = await secretary(request);
      if (isProblem(asker)) return refuse(reply, asker);
      return fresh(reply).send({ rows: await roll.rows(), problems: roll.problems(), file: "people.yaml" });
    },

    async keepPerson(request: FastifyRequest, reply: FastifyReply, { row: written }: { row: WrittenRow }) {
      const asker = await secretary(request);
      if (isProblem(asker)) return refuse(reply, asker);
      const read = readRow(written);
      if ("problems" in read) return refuse(reply, read.problems[0]);
      const mailbox = canonicalMailbox(read.row.mail)!;
      const row = { ...read.row, mail: mailbox };
      const refusal = whyInFile(mailbox) ?? (await whyLastSecretary(mailbox, row, await findOnlySecretary()));
      if (refusal) return refuse(reply, refusal);
      await roll.table.put([row]);
      await roll.settle();
      tell(request, "The list of people was changed.", asker);
      return fresh(reply).send({ row });
    },

    async removePerson(request: FastifyRequest, reply: FastifyReply, { mail }: { mail: string }) {
      const asker = await secretary(request);
      if (isProblem(asker)) return refuse(reply, asker);
      const mailbox = canonicalMailbox(mail) ?? "";
      const refusal = whyInFile(mailbox) ?? (await whyLastSecretary(mailbox, null, await findOnlySecretary()));
      if (refusal) return refuse(reply, refusal);
      if (!(await roll.table.remove(mailbox))) return refuse(reply, NOT_LISTED);
      await roll.settle();
      tell(request, "Somebody was taken off the list of people.", asker);
      return fresh(reply).send({ removed: true as const });
    },

    async importPeople(
      request: FastifyRequest,
      reply: FastifyReply,
      { csv, isPreview }: { csv: string; isPreview: boolean },
    ) {
      const asker = await secretary(request);
      if (isProblem(asker)) return refuse(reply, asker);
      const { lines, problems } = readPeopleCsv(csv);
      const serious = problems.find(({ remark }) => !remark);
      if (serious) return refuse(reply, { ...serious, field: "csv" });
      const known = new Map((await roll.table.rows()).map((row) => [row.mail, row]));
      const only = await findOnlySecretary();
      const rows: Imported[] = [];
      for (const found of lines) {
        if ("problem" in found) {
          rows.push(found);
          continue;
        }
        const mailbox = canonicalMailbox(found.row.mail)!;
        const row = { ...found.row, mail: mailbox };
        const refusal = whyInFile(mailbox) ?? (await whyLastSecretary(mailbox, row, only));
        const earlier = known.get(mailbox);
        const change = !earlier ? "added" : isSame(earlier, row) ? "same" : "changed";
        rows.push(refusal ? { line: found.line, row, problem: refusal } : { line: found.line, row, change });
      }
      if (!isPreview) {
        const news = rows.filter(({ change }) => change === "added" || change === "changed").map(({ row }) => row!);
        await roll.table.put(news);
        await roll.settle();
        tell(request, `${news.length} people were imported into the list.`, asker);
      }
      return fresh(reply).send({ rows, remarks: problems });
    },

    async signOutPerson(request: FastifyRequest, reply: FastifyReply, which: { mail: string } | { everyone: true }) {
      const asker = await secretary(request);
      if (isProblem(asker)) return refuse(reply, asker);
      const userId = "mail" in which ? await accounts.findUser(canonicalMailbox(which.mail) ?? "") : undefined;
      if ("mail" in which && userId === undefined) return refuse(reply, NOT_SIGNED_IN);
      const ended = await sessions.endAll(userId, asker.id);
      tell(request, `${ended} sessions were ended by the secretary.`, asker);
      return fresh(reply).send({ ended });
    },
  };
}

const NOT_LISTED = problem("person-unknown", "This mailbox does not stand on the page's list.", { field: "mail" });
const NOT_SIGNED_IN = problem("person-unknown", "Nobody has signed in with this mailbox.", { field: "mail" });

function isSame(one: RollRow, other: RollRow): boolean {
  return (["name", "standing", "class", "affiliation"] as const).every((field) => one[field] === other[field]);
}
