import { LedgerError } from "../ledger/ledger.ts";
import { SettingError } from "../server/setting.ts";
import { LineError } from "./summedLines.ts";

/** Why a command cannot do what it was asked, in one sentence for whoever asked. */
export function sentenceOf(error: Error & { code?: string; path?: string; dest?: string }): string {
  if (error instanceof LedgerError || error instanceof SettingError || error instanceof LineError) return error.message;
  if (error.code?.startsWith("ERR_PARSE_ARGS")) return `${firstSentence(error.message)} See openfloor --help.`;
  const file = error.dest ?? error.path;
  switch (error.code) {
    case "ENOSPC":
    case "EDQUOT":
      return `The disk is full${file ? ` (${file})` : ""}. Nothing was changed; make room and try again.`;
    case "ENOENT":
    case "ENOTDIR":
      return `${file ?? "The file"} does not exist. Check the name, or the folder you are in.`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `${file ?? "The file"} may not be read or written here (${error.code}).`;
    case "EISDIR":
      return `${file ?? "This"} is a folder. Name a file.`;
    default:
      return firstSentence(error.message);
  }
}

/** Of a message that may go on, so that one line is told. */
function firstSentence(message: string): string {
  const line = message.split("\n")[0]!;
  return `${line.split(/\.\s/)[0]!.replace(/\.$/, "")}.`;
}
