export const VIEWS = ["redline", "side-by-side", "in-force", "proposed"] as const;
export type View = (typeof VIEWS)[number];

/** What an address of the site leads to. */
export type Address =
  | { page: "home" }
  | { page: "document"; document: string; clause?: string }
  | { page: "version"; document: string; version: string; clause?: string }
  | { page: "compare"; document: string; before: string; after: string; clause?: string }
  | { page: "amendment"; document: string; amendment: string; clause?: string; revision?: number; view?: View }
  | { page: "positions" | "record"; document: string; amendment: string }
  | { page: "missing"; path: string };

/** Reads the path and query of an address; every path leads to something, if only to the page that says there is nothing. */
export function parseAddress(path: string, search = ""): Address {
  const missing: Address = { page: "missing", path };
  let parts: string[];
  try {
    parts = path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return missing; // A stray % in the path.
  }
  const [document, section, name, clause, ...rest] = parts;
  if (document === undefined) return { page: "home" };
  if (rest.length > 0) return missing;
  if (section === "versions" && name !== undefined) return { page: "version", document, version: name, clause };
  if (section === "compare" && name !== undefined) {
    const [before, after, ...more] = name.split("..");
    if (!before || !after || more.length > 0) return missing;
    return { page: "compare", document, before, after, clause };
  }
  if (section === "amendments" && name !== undefined) {
    if (clause === "positions" || clause === "record") return { page: clause, document, amendment: name };
    const query = new URLSearchParams(search);
    const revision = Number(query.get("revision"));
    return {
      page: "amendment",
      document,
      amendment: name,
      clause,
      revision: Number.isSafeInteger(revision) && revision > 0 ? revision : undefined,
      view: VIEWS.find((view) => view === query.get("view")),
    };
  }
  if (name !== undefined) return missing;
  return { page: "document", document, clause: section };
}

/** Writes an address; the way back of `parseAddress`. */
export function printAddress(address: Address): string {
  switch (address.page) {
    case "home":
      return "/";
    case "document":
      return join(address.document, address.clause);
    case "version":
      return join(address.document, "versions", address.version, address.clause);
    case "compare":
      return join(address.document, "compare", `${address.before}..${address.after}`, address.clause);
    case "amendment": {
      const query = new URLSearchParams();
      if (address.revision !== undefined) query.set("revision", String(address.revision));
      if (address.view !== undefined && address.view !== "redline") query.set("view", address.view);
      const path = join(address.document, "amendments", address.amendment, address.clause);
      return query.size > 0 ? `${path}?${query}` : path;
    }
    case "positions":
    case "record":
      return join(address.document, "amendments", address.amendment, address.page);
    case "missing":
      return address.path;
  }
}

/** Brackets stay readable: `4.16(ii)` is read out on the phone. */
function join(...parts: (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => `/${encodeURIComponent(part)}`)
    .join("");
}
