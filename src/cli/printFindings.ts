import { printProblem } from "../text/problem.ts";
import type { Finding } from "./checkLibrary.ts";

/** Of one kind in one file; the rest is counted. */
const MOST_OF_A_KIND = 10;

/**
 * Findings as lines, `file:line: message`, one file after another; a remark
 * says that it is one.
 *
 * @param isWhole Name also what comes in great numbers.
 */
export function printFindings(findings: readonly Finding[], isWhole: boolean): string {
  const files = new Map<string, Finding[]>();
  for (const one of findings) files.set(one.file ?? "", [...(files.get(one.file ?? "") ?? []), one]);
  return [...files].map(([file, own]) => printFile(file, own, isWhole)).join("");
}

function printFile(file: string, findings: readonly Finding[], isWhole: boolean): string {
  const counts = new Map<string, number>();
  let lines = "";
  for (const one of findings) {
    const number = (counts.get(one.code) ?? 0) + 1;
    counts.set(one.code, number);
    if (isWhole || number <= MOST_OF_A_KIND) lines += `${printFinding(one)}\n`;
  }
  for (const [code, number] of isWhole ? [] : counts) {
    if (number > MOST_OF_A_KIND)
      lines += `${file}: … and ${number - MOST_OF_A_KIND} more of this kind (${code}); --all names them.\n`;
  }
  return lines;
}

function printFinding(finding: Finding): string {
  const { remark, also = [], message } = finding;
  const where = also.length === 0 ? "" : ` (Also in ${also.length === 1 ? also[0] : `${also.length} other texts`}.)`;
  return printProblem({ ...finding, message: `${remark ? "remark: " : ""}${message}${where}` });
}
