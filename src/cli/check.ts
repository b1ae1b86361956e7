import { parseArgs } from "node:util";
import { readBylawsFolder } from "../server/bylawsFolder.ts";
import { findBylaws } from "../server/settings.ts";
import type { Library } from "../text/document.ts";
import { checkLibrary, type Finding } from "./checkLibrary.ts";
import type { Io } from "./io.ts";
import { printFindings } from "./printFindings.ts";

/** How often a check that takes long says where it is. */
const PROGRESS_MS = 2000;

/** Names every mistake in a bylaws folder. @returns 0 when there is none, 1 when there are, 2 when it cannot be read. */
export async function checkCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, all: { type: "boolean", default: false } },
    });
    if (positionals.length > 1) throw new Error("check takes one folder.");
    const reading = await readBylawsFolder(findBylaws(positionals[0], io.folder, io.home));
    let told = Date.now();
    const findings = checkLibrary(reading, (file, done, all) => {
      if (Date.now() - told < PROGRESS_MS) return;
      told = Date.now();
      io.stderr(`${done} of ${all} checked; now ${file}\n`);
    });
    const counts = count(reading.library, findings);
    if (values.json) io.stdout(`${JSON.stringify({ ...counts, findings: findings.map(asJson) }, null, 2)}\n`);
    else io.stdout(`${printFindings(findings, values.all)}${tell(counts)}\n`);
    return counts.mistakes === 0 ? 0 : 1;
  } catch (error) {
    io.stderr(`${(error as Error).message.split("\n")[0]}\n`);
    return 2;
  }
}

interface Counts {
  documents: number;
  versions: number;
  amendments: number;
  mistakes: number;
  remarks: number;
}

function count({ documents }: Library, findings: readonly Finding[]): Counts {
  const remarks = findings.filter(({ remark }) => remark).length;
  return {
    documents: documents.length,
    versions: documents.flatMap(({ versions }) => versions).length,
    amendments: documents.flatMap(({ amendments }) => amendments).length,
    mistakes: findings.length - remarks,
    remarks,
  };
}

function asJson({ remark, ...finding }: Finding) {
  return { severity: remark ? "remark" : "mistake", ...finding };
}

function tell({ documents, versions, amendments, mistakes, remarks }: Counts): string {
  const read = [number(documents, "document"), number(versions, "version"), number(amendments, "amendment")].join(", ");
  const found = mistakes === 0 ? "no mistakes" : number(mistakes, "mistake");
  return `${read}: ${found}${remarks === 0 ? "" : `, ${number(remarks, "remark")}`}.`;
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
