/** A package as package-lock.json tells of it. */
interface LockedPackage {
  version: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  hasInstallScript?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  os?: string[];
  cpu?: string[];
}

/** What of package-lock.json is read here. */
export interface Lock {
  packages: Record<string, LockedPackage>;
}

/** A package that is needed, where it lies, and through which direct dependencies it comes. */
export interface Needed extends LockedPackage {
  path: string;
  name: string;
  through: string[];
  /** Comes only to some machines. */
  isPlatform: boolean;
}

/**
 * Everything that some direct dependencies need, and what that needs, to the end.
 *
 * Peers count, optional peers do not: those are somebody else's to bring.
 * Optional packages count on every platform, also those this machine has not.
 */
export function findNeeded({ packages }: Lock, roots: readonly string[]): Needed[] {
  const found = new Map<string, Set<string>>();
  for (const root of roots) {
    const todo = [findPath(packages, "", root)];
    const seen = new Set<string>();
    for (let path = todo.pop(); path !== undefined; path = todo.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      if (!found.has(path)) found.set(path, new Set());
      found.get(path)!.add(root);
      for (const name of needsOf(packages[path]!)) {
        const next = findPath(packages, path, name);
        if (next !== undefined) todo.push(next);
      }
    }
  }
  return [...found]
    .map(([path, through]) => {
      const locked = packages[path]!;
      const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
      return { ...locked, path, name, through: [...through].sort(), isPlatform: Boolean(locked.os || locked.cpu) };
    })
    .sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

function needsOf({ dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: LockedPackage) {
  const peers = Object.keys(peerDependencies ?? {}).filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys(dependencies ?? {}), ...Object.keys(optionalDependencies ?? {}), ...peers];
}

/** As Node looks for it: in the folder itself, then in each above. */
function findPath(packages: Lock["packages"], from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, folder.lastIndexOf("node_modules/")).replace(/\/$/, "")) {
    const path = `${folder}${folder && "/"}node_modules/${name}`;
    if (path in packages) return path;
    if (!folder) return undefined;
  }
}

/** The list as `docs/licences.md` shows it. */
export function printLicences(runs: readonly Needed[], builds: readonly Needed[]): string {
  return `# Licences

Openfloor itself is under the Apache License 2.0; see [LICENSE](../LICENSE).

This list is made from \`package-lock.json\` by \`npm run licences\`, and
\`tests/licences.test.ts\` fails when it is not current. All packages come from
the npm registry; \`package-lock.json\` holds the exact version of each and the
SHA-512 of its archive. Those that come only to some machines are listed too.
What is only needed to test is not: none of it is handed on, and none of it is
on a server.

What is built into the pages is handed on with them: a site shows its licences in
full at \`/licences.md\`.

## What Openfloor runs with

${printCounts(runs)}

The Open Font License is the one of the typeface the pages are set in.

${printTable(runs)}

## What builds the pages

\`npm ci\` builds them on the machine itself, so these are installed there. None
of it is in what is built, and the server loads none of it.

${printCounts(builds)}

The Mozilla Public License asks that changes to those files themselves be given
on; nothing in them is changed.

${printTable(builds)}
`;
}

function printCounts(packages: readonly Needed[]): string {
  const counts = new Map<string, number>();
  for (const { license = "none told" } of packages) counts.set(license, (counts.get(license) ?? 0) + 1);
  const rows = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const direct = packages.filter(({ name, through }) => through.includes(name)).length;
  return `${direct} packages that Openfloor names itself, and what they need: ${packages.length} in all.

| licence | packages |
|---|---|
${rows.map(([licence, count]) => `| ${licence} | ${count} |`).join("\n")}`;
}

function printTable(packages: readonly Needed[]): string {
  return `| package | version | licence | comes through |
|---|---|---|---|
${[...new Set(packages.map(printRow))].join("\n")}`;
}

function printRow({ name, version, license, through, isPlatform }: Needed): string {
  const why = through.includes(name) ? "Openfloor itself" : through.join(", ");
  return `| ${name} | ${version} | ${license ?? "none told"} | ${why}${isPlatform ? " (some machines only)" : ""} |`;
}
