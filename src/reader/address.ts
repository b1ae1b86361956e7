import { CHANGE_GROUPS, type ChangeGroup } from "../compare/kinds.ts";

export const VIEWS = ["redline", "side-by-side", "in-force", "proposed"] as const;
export type View = (typeof VIEWS)[number];

/** How a redline is looked at. */
interface Look {
  view?: View;
  /** Which changes are shown; missing: all that change the law. */
  show?: readonly ChangeGroup[];
}

/** Words of a clause that an address leads to, on the text they were picked on. UTF-16 units, `to` exclusive. */
export interface LinkedWords {
  side: "before" | "after";
  part: "title" | "text";
  from: number;
  to: number;
  /** The first eight hex digits of that text's hash. */
  text: string;
}

/** What an address of the site leads to. */
export type Address =
  | { page: "home" }
  | { page: "document"; document: string; clause?: string; words?: LinkedWords }
  | { page: "version"; document: string; version: string; clause?: string; words?: LinkedWords }
  | ({ page: "compare"; document: string; before: string; after: string; clause?: string } & Look)
  | ({
      page: "amendment";
      document: string;
      amendment: string;
      clause?: string;
      revision?: number;
      words?: LinkedWords;
    } & Look)
  /** Without an amendment: what was said about the versions. `filter`: a query, read by `parseFilter`. */
  | { page: "discussion"; document: string; amendment?: string; filter?: string }
  | { page: "positions" | "record"; document: string; amendment: string }
  /** Without an amendment: of what was said about the versions. */
  | { page: "moderation"; document: string; amendment?: string }
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
  const query = new URLSearchParams(search);
  // Words stand in a clause: without one they lead nowhere.
  const words = () => readWords(query.get("words"));
  if (section === "versions" && name !== undefined) {
    return { page: "version", document, version: name, clause, ...(clause !== undefined && words()) };
  }
  if (section === "compare" && name !== undefined) {
    const [before, after, ...more] = name.split("..");
    if (!before || !after || more.length > 0) return missing;
    return { page: "compare", document, before, after, clause, ...readLook(query) };
  }
  if (section === "amendments" && name !== undefined) {
    if (clause === "positions" || clause === "record" || clause === "moderation") {
      return { page: clause, document, amendment: name };
    }
    if (clause === "discussion") return { page: clause, document, amendment: name, ...readFilter(search) };
    const revision = Number(query.get("revision"));
    return {
      page: "amendment",
      document,
      amendment: name,
      clause,
      revision: Number.isSafeInteger(revision) && revision > 0 ? revision : undefined,
      ...(clause !== undefined && words()),
      ...readLook(query),
    };
  }
  if (name !== undefined) return missing;
  if (section === "discussion") return { page: section, document, ...readFilter(search) };
  if (section === "moderation") return { page: section, document };
  return { page: "document", document, clause: section, ...(section !== undefined && words()) };
}

/** Writes an address; the way back of `parseAddress`. */
export function printAddress(address: Address): string {
  switch (address.page) {
    case "home":
      return "/";
    case "document":
      return join(address.document, address.clause) + printLook(address);
    case "version":
      return join(address.document, "versions", address.version, address.clause) + printLook(address);
    case "compare":
      return (
        join(address.document, "compare", `${address.before}..${address.after}`, address.clause) + printLook(address)
      );
    case "amendment":
      return join(address.document, "amendments", address.amendment, address.clause) + printLook(address);
    case "discussion":
    case "positions":
    case "record":
    case "moderation": {
      const { document, amendment, page } = address;
      const path = amendment === undefined ? join(document, page) : join(document, "amendments", amendment, page);
      return page === "discussion" && address.filter ? `${path}?${address.filter}` : path;
    }
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

const WORDS = /^(before|after)\.([tp])(\d{1,9})-(\d{1,9})\.([\da-f]{8})$/;

/** `after.p12-40.3f2a91c0` */
function readWords(written: string | null): { words?: LinkedWords } {
  const [, side, part, from, to, text] = WORDS.exec(written ?? "") ?? [];
  if (text === undefined || Number(from) >= Number(to)) return {};
  return {
    words: {
      side: side as LinkedWords["side"],
      part: part === "t" ? "title" : "text",
      from: Number(from),
      to: Number(to),
      text,
    },
  };
}

function readFilter(search: string): { filter?: string } {
  const filter = search.replace(/^\?/, "");
  return filter ? { filter } : {};
}

/** Commas stay readable, too. */
function printLook({ revision, view, show, words }: Look & { revision?: number; words?: LinkedWords }): string {
  const parts = [
    revision !== undefined && `revision=${revision}`,
    view !== undefined && view !== "redline" && `view=${view}`,
    show && `show=${show.length === CHANGE_GROUPS.length ? "all" : show.join(",") || "none"}`,
    words && `words=${words.side}.${words.part === "title" ? "t" : "p"}${words.from}-${words.to}.${words.text}`,
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
