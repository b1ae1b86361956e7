import { readFileSync } from "node:fs";

const PATIENCE_MS = 20_000;

/** The same numbers from 0 to 1 for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Asks again and again. @throws When it does not become true. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(25)) if (await isTrue()) return;
  throw new Error(`It did not happen within ${patienceMs / 1000} s: ${what}.`);
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Of numbers in any order. @param part 0.99: all but one in a hundred are at most that. */
export function percentile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Memory of a process as the kernel counts it, in MB. */
export function memoryOf(pid: number): number {
  const kb = /^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb) / 1024;
}

/** Gives a name over HTTP. @returns The cookie, and the id. */
export async function nameGuest(address: string, name: string): Promise<{ cookie: string; id: string }> {
  const answer = await fetch(`${address}/api/guest`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(`No name: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  return { cookie, id: ((await answer.json()) as { person: { id: string } }).person.id };
}

/** What a comment on the first amendment of the bylaws that come with Openfloor is posted with. */
export function commentOf(text: string) {
  return {
    ...{ document: "openstack-foundation", amendment: "2019-open-meetings", revision: 1, clause: "4.16" },
    ...{ kind: "comment", text },
  };
}
