import type { Said, SaidEntry } from "../../src/discuss/said.ts";

/** Entries on record, numbered from 1, a minute apart: who said it, and what. */
export function entriesOf(...said: [by: string, said: Said][]): SaidEntry[] {
  return said.map(([by, body], index) => ({
    seq: index + 1,
    key: `key-${index + 1}`,
    by,
    at: new Date(Date.UTC(2026, 10, 22, 12, index)).toISOString(),
    document: "openstack-foundation",
    amendment: "2019-open-meetings",
    revision: 1,
    bodyHash: "",
    previous: "",
    hash: "",
    ...body,
  }));
}
