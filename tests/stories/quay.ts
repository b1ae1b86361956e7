import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { vi } from "vitest";
import type { RunningServer } from "../server.ts";
import { PATIENCE_MS } from "./reader.ts";

/** A small society whose amendments move, strike, cite and collide; all of it invented. */
export const QUAY = "/quay-society";
export const DEPOSITS = `${QUAY}/amendments/2026-deposits`;
export const LENDING = `${QUAY}/amendments/2026-lending`;

const OLDEST = `# Bylaws of the Quay Society

## Article 1 The Society

1.1 Name. The society is called the Quay Society and has its seat at the old fish hall.

1.2 Purpose. The society keeps the quay, its two cranes and its benches in good order for everybody.

## Article 2 The Warden

2.1 Keys. The Warden keeps the keys of the fish hall and lends them to members overnight on request.

2.2 Lanterns. The lanterns along the quay are lit by the Warden from dusk to midnight, save in a full moon.

2.3 Report. Each spring the Warden reports on the keys lent under Section 2.1 and on the oil burnt under Section 2.2.

## Article 3 Meetings

3.1 Notice. The Secretary sends notice of a meeting to all members fourteen days before it is held.

3.2 Seal. The seal of the society shows a heron above three waves, is kept in a locked drawer of the Treasurer, and is put only to what a meeting of members has approved by a vote.

3.3 Quorum. A meeting may decide when one member in five is present, counting those who joined this year.
`;

const IN_FORCE = OLDEST.replace("overnight", "for one day");
const SEAL = /3\.2 (Seal\. .*)\n\n/.exec(IN_FORCE)!;

const FILES: Record<string, string> = {
  "document.yaml": `title: Bylaws
organisation: Quay Society
language: en
invented: true
about: Invented for a test.
versions:
  - on: 2020-05-10
    file: versions/2020-05-10.md
    kind: in force
    note: Adopted.
  - on: 2023-05-14
    file: versions/2023-05-14.md
    kind: in force
    note: Keys for a day.
`,
  "versions/2020-05-10.md": OLDEST,
  "versions/2023-05-14.md": IN_FORCE,
  "amendments/2026-deposits/amendment.yaml": amendment("Deposits and the seal"),
  "amendments/2026-deposits/1.md": IN_FORCE.replace("on request", "against a deposit of ten pounds")
    .replace(/2\.2 Lanterns.*\n\n/, "")
    .replace(SEAL[0], "")
    .replace("## Article 2", `1.3 ${SEAL[1]}\n\n## Article 2`)
    .replace("3.3 Quorum", "3.2 Quorum"),
  "amendments/2026-lending/amendment.yaml": amendment("Lending in writing"),
  "amendments/2026-lending/1.md": IN_FORCE.replace("on request", "on a signed request"),
};

function amendment(title: string): string {
  return `title: ${title}
summary: Invented for a test.
rationale: None.
base: 2023-05-14
movedBy: the Warden
notice: 2026-01-10
comment:
  opens: 2026-01-20
revisions:
  - number: 1
    on: 2026-01-10
    note: As moved.
`;
}

/** Lays the society's files into the bylaws folder of a server, as its clerk would, and waits until it has read them. */
export async function addQuay({ address, bylaws }: RunningServer): Promise<void> {
  for (const [path, source] of Object.entries(FILES)) {
    const file = join(bylaws, "quay-society", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, source);
  }
  await vi.waitFor(async () => {
    const library = await (await fetch(`${address}/api/library`)).text();
    if (!library.includes("2026-lending")) throw new Error(`The server has not read the files: ${library}`);
  }, PATIENCE_MS);
}
