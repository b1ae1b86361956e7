import { CHANGE_GROUPS, type ChangeGroup } from "../compare/kinds.ts";

export const VIEWS = ["redline", "side-by-side", "in-force", "proposed"] as const;
export type View = (typeof VIEWS)[number];

/** How a redline is looked at. */
interface Look {
  view?: View;
  /** Which changes are shown; missing: all that change the law. */
  show?: readonly ChangeGroup[];
}

/** What an address of the site leads to. */
export type Address =
  | { page: "home" }
  | { page: "document"; document: string; clause?: string }
  | { page: "version"; document: string; version: string; clause?: string }
  | ({ page: "compare"; document: string; before: string; after: string; clause?: string } & Look)
  | ({ page: "amendment"; document: string; amendment: string; clause?: string; revision?: number } & Look)
  | { page: "positions" | "record"; document: string; amendment: string }
  /** `link`, `secretary`: with a token that came by mail or stands in the server's log. */
  | { page: "sign-in"; by?: "link" | "secretary" }
  | { page: "account" | "people" | "who-may-do-what" }
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
  if (document === "sign-in") {
    if (section === undefined) return { page: "sign-in" };
    return (section === "link" || section === "secretary") && name === undefined
      ? { page: "sign-in", by: section }
      : missing;
  }
  if (document === "account" || document === "people" || document === "who-may-do-what") {
    return section === undefined ? { page: document } : missing;
  }
  if (rest.length > 0) return missing;
  if (section === "versions" && name !== undefined) return { page: "version", document, version: name, clause };
  if (section === "compare" && name !== undefined) {
    const [before, after, ...more] = name.split("..");
    if (!before || !after || more.length > 0) return missing;
    return { page: "compare", document, before, after, clause, ...readLook(new URLSearchParams(search)) };
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
      ...readLook(query),
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
      return (
        join(address.document, "compare", `${address.before}..${address.after}`, address.clause) + printLook(address)
      );
    case "amendment":
      return join(address.document, "amendments", address.amendment, address.clause) + printLook(address);
    case "positions":
    case "record":
      return join(address.document, "amendments", address.amendment, address.page);
    case "sign-in":
      return join("sign-in", address.by);
    case "account":
    case "people":
    case "who-may-do-what":
      return join(address.page);
    case "missing":
      return address.path;
  }
}

function readLook(query: URLSearchParams): Look {
  const names = query.get("show")?.split(",") ?? [];
  const show = CHANGE_GROUPS.filter((group) => names.includes(group) || names.includes("all"));
  return {
    view: VIEWS.find((view) => view === query.get("view")),
    show: show.length > 0 || names.includes("none") ? show : undefined,
  };
}

/** Commas stay readable, too. */
function printLook({ revision, view, show }: Look & { revision?: number }): string {
  const parts = [
    revision !== undefined && `revision=${revision}`,
    view !== undefined && view !== "redline" && `view=${view}`,
    show && `show=${show.length === CHANGE_GROUPS.length ? "all" : show.join(",") || "none"}`,
  ].filter(Boolean);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/** Brackets stay readable: `4.16(ii)` is read out on the phone. */
function join(...parts: (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => `/${encodeURIComponent(part)}`)
    .join("");
}
