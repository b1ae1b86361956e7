import type { Instruction } from "./instruction.ts";

/** Instructions numbered, one below the other; lines of a quoted clause stand under its first. */
export function printInstructions(instructions: readonly Pick<Instruction, "sentence">[]): string {
  if (instructions.length === 0) return "The two texts say the same.\n";
  const width = String(instructions.length).length + 2;
  const lines = instructions.map(({ sentence }, index) => {
    const indented = sentence.replaceAll("\n", `\n${" ".repeat(width)}`);
    return `${`${index + 1}.`.padEnd(width)}${indented}`;
  });
  return `Clauses are named by the numbers they have before these instructions, unless they are new.\n\n${lines.join("\n")}\n`;
}
