import { existsSync } from "node:fs";
import { realpath, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { compareBylaws } from "../compare/compare.ts";
import { printRedline } from "../compare/redline.ts";
import { readBylawsFolder } from "../server/bylawsFolder.ts";
import { findBylaws } from "../server/settings.ts";
import { addRevision, printRevision } from "../text/addRevision.ts";
import { listed } from "../text/listed.ts";
import { findAmendment } from "./findAmendment.ts";
import type { Stuck } from "./grantRequests.ts";
import type { Io } from "./io.ts";
import { planRevision, type RevisionPlan } from "./planRevision.ts";
import { readBytes } from "./readText.ts";
import { Refusal } from "./refusal.ts";
import { sentenceOf } from "./sentenceOf.ts";
import { storeOf } from "./storeOf.ts";
import { writeWhole } from "./writeWhole.ts";

const USAGE = "openfloor revise DOCUMENT/AMENDMENT [--without 12,15] [--dry-run] [--data data] [--bylaws bylaws]";
const TEXT_MODE = 0o644;

/**
 * Writes the next revision of an amendment: the newest one, with the words in
 * it that people asked for and the board accepted, and the people's names in
 * `amendment.yaml`.
 *
 * @returns 0; 1 when an accepted request cannot be put in, and 2 when it cannot
 *   be done at all. Nothing is written then.
 */
export async function reviseCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        without: { type: "string", multiple: true },
        "dry-run": { type: "boolean" },
        data: { type: "string" },
        bylaws: { type: "string" },
      },
    });
    if (positionals.length !== 1) throw new Refusal(`revise takes one amendment: ${USAGE}`);
    const without = readNumbers(values.without ?? []);
    const bylaws = findBylaws(values.bylaws ?? io.environment.OPENFLOOR_BYLAWS, io.folder, io.home);
    const reading = await readBylawsFolder(bylaws);
    const found = await findAmendment(positionals[0]!, reading.library, { bylaws, folder: io.folder });
    const today = new Date().toISOString().slice(0, 10);
    const plan = await planRevision({ reading, ...found, store: storeOf(values.data, io), without, today });
    if ("stuck" in plan) {
      io.stderr(`${plan.stuck.map(printStuck).join("\n")}\nNothing was written.\n`);
      return 1;
    }
    const name = `${found.document.slug}/${found.amendment.slug}`;
    const files = makeFiles(plan, join(bylaws, found.document.slug, "amendments", found.amendment.slug));
    if (!values["dry-run"]) await writeFiles(files);
    io.stdout(tellPlan(plan, name));
    const written = [files.textFile, files.yamlFile].map((file) => relative(io.folder, file)).join(" and ");
    io.stdout(
      values["dry-run"]
        ? `Nothing was written, since --dry-run was given. It would have been ${written}.\n`
        : `Written: ${written}. A server that reads this folder shows revision ${plan.revision.number} now.
Left to do: read it through; say in the note of the revision what else is new in it; run openfloor check; and keep and sign off both files as you do with others.\n`,
    );
    return 0;
  } catch (error) {
    io.stderr(`${error instanceof Refusal ? error.message : sentenceOf(error as Error)}\n`);
    return 2;
  }
}

function readNumbers(lists: readonly string[]): number[] {
  const numbers = lists.flatMap((list) => list.split(",")).map((one) => one.trim());
  const odd = numbers.find((one) => !/^[1-9]\d{0,14}$/.test(one));
  if (odd !== undefined) throw new Refusal(`--without takes numbers of comments, as 12 or 12,15; “${odd}” is none.`);
  return numbers.map(Number);
}

const printStuck = ({ comments, why }: Stuck): string =>
  `${comments.length === 1 ? "Request" : "Requests"} ${listed(comments)} ${why}`;

/** Who asked for which words, and the redline of all of them. */
function tellPlan({ before, after, revision, granted }: RevisionPlan, name: string): string {
  const lines = granted.map(({ comments, clause, quote, wording }) => {
    const people = new Set(revision.credits.filter(({ comment }) => comments.includes(comment)).map(({ to }) => to));
    return `  ${listed(comments)} on ${clause}, by ${listed([...people])}: “${quote}” becomes “${wording}”\n`;
  });
  const redline = printRedline(compareBylaws(before.parsed, after.parsed));
  return `Revision ${revision.number} of ${name} has these wording requests in it:\n${lines.join("")}\n${redline}\n`;
}

interface Files {
  textFile: string;
  source: string;
  yamlFile: string;
  yaml: string;
}

/** @throws {Refusal} when they cannot be written as they should. */
function makeFiles({ after, revision }: RevisionPlan, folder: string): Files {
  const [textFile, yamlFile] = [join(folder, `${revision.number}.md`), join(folder, "amendment.yaml")];
  if (existsSync(textFile))
    throw new Refusal(
      `${textFile} is there already, and amendment.yaml does not name it. Add it to the revisions there, or remove it; then start this again.`,
    );
  const bytes = readBytes(yamlFile);
  if ("sentence" in bytes) throw new Refusal(bytes.sentence);
  const yaml = addRevision(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), revision);
  if (yaml !== undefined) return { textFile, source: after.source, yamlFile, yaml };
  const lines = printRevision(revision).join("\n");
  throw new Refusal(
    `The revisions in ${yamlFile} are not written with a line for each, so that none can be added there. Write them so; this would be added:\n${lines}`,
  );
}

/** The text first: a list that names a file which is not there would be a mistake, a file that no list names is only told of. */
async function writeFiles({ textFile, source, yamlFile, yaml }: Files): Promise<void> {
  const there = await realpath(yamlFile);
  const { mode } = await stat(there);
  await writeWhole(textFile, TEXT_MODE, (add) => add(source));
  try {
    await writeWhole(there, mode & 0o777, (add) => add(yaml));
  } catch (error) {
    await rm(textFile, { force: true });
    throw error;
  }
}
