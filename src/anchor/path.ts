import type { Amendment, BylawsDocument } from "../text/document.ts";

/** Where a document has a text: as one of its versions, or as a revision of one of its amendments. */
type Role = { version: number } | { amendment: Amendment; revision: number };

/**
 * The texts by way of which words are carried from one text of a document to
 * another, each to be compared with the next: revision by revision inside an
 * amendment, version by version between them. A revision hangs on the version
 * it amends; the last one of an amendment that came into force also on the
 * version it made. The way back is the same one, read backwards.
 *
 * @param from, to Hashes of the sources.
 * @returns Hashes, `from` first and `to` last, one only where they are the
 *   same; `undefined` when the document does not know one of them.
 */
export function pathOfTexts(document: BylawsDocument, from: string, to: string): string[] | undefined {
  const [starts, ends] = [rolesOf(document, from), rolesOf(document, to)];
  let shortest: string[] | undefined;
  for (const start of starts) {
    for (const end of ends) {
      const path = joinRoles(document, start, end);
      if (path && (!shortest || path.length < shortest.length)) shortest = path;
    }
  }
  return shortest;
}

function rolesOf({ versions, amendments }: BylawsDocument, hash: string): Role[] {
  const roles: Role[] = [];
  versions.forEach((version, index) => {
    if (version.hash === hash) roles.push({ version: index });
  });
  for (const amendment of amendments) {
    amendment.revisions.forEach((revision, index) => {
      if (revision.hash === hash) roles.push({ amendment, revision: index });
    });
  }
  return roles;
}

function joinRoles(document: BylawsDocument, start: Role, end: Role): string[] | undefined {
  if ("amendment" in start && "amendment" in end && start.amendment === end.amendment)
    return withoutRepeats(between(start.amendment.revisions, start.revision, end.revision));
  const [startNear, endNear] = [nearVersion(document, start), nearVersion(document, end)];
  if (startNear === undefined || endNear === undefined) return undefined;
  const out = wayOut(document, start, endNear);
  const back = wayOut(document, end, startNear);
  if (!out || !back) return undefined;
  return withoutRepeats([
    ...out.hashes,
    ...between(document.versions, out.version, back.version),
    ...back.hashes.reverse(),
  ]);
}

/** The version a text is, or the one that its amendment amends. */
function nearVersion({ versions }: BylawsDocument, role: Role): number | undefined {
  if ("version" in role) return role.version;
  const base = versions.findIndex(({ on }) => on === role.amendment.base);
  return base < 0 ? undefined : base;
}

/** From a text to the versions: by the version that the amendment made where the way leads on from there, else by its base. */
function wayOut(
  document: BylawsDocument,
  role: Role,
  towards: number,
): { hashes: string[]; version: number } | undefined {
  if ("version" in role) return { hashes: [], version: role.version };
  const { amendment, revision } = role;
  const { inForce, revisions } = amendment;
  const made = inForce === undefined ? -1 : document.versions.findIndex(({ on }) => on === inForce);
  if (made >= 0 && towards >= made)
    return { hashes: between(revisions, revision, revisions.length - 1), version: made };
  const base = nearVersion(document, role);
  return base === undefined ? undefined : { hashes: [revisions[revision]!.hash], version: base };
}

/** Hashes from one place of a list to another, in either direction. */
function between(texts: readonly { hash: string }[], from: number, to: number): string[] {
  const hashes = texts.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ hash }) => hash);
  return from <= to ? hashes : hashes.reverse();
}

/** A text that follows itself needs no comparing: what was adopted word for word. */
function withoutRepeats(hashes: readonly string[]): string[] {
  return hashes.filter((hash, index) => hash !== hashes[index - 1]);
}
