import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Placement } from "../anchor/placement.ts";
import type { CommentEntry } from "../discuss/said.ts";
import { readBylawsFolder } from "../server/bylawsFolder.ts";
import { type StorePlace, withSnapshot } from "../store/snapshot.ts";
import { sha256 } from "../store/sqlite.ts";
import type { Amendment, BylawsDocument, Library } from "../text/document.ts";
import { placeOn } from "./placeOn.ts";
import { readThreads } from "./readThreads.ts";

/** Where every comment on an amendment would stand on a revision of it. */
export interface PlacesReport {
  file: string;
  document: string;
  amendment: string;
  /** `struck`: words of the text in force that the revision strikes; they are shown there. `whole`: about the amendment. */
  counts: Partial<Record<PlacedComment["state"], number>>;
  comments: PlacedComment[];
}

export interface PlacedComment {
  number: number;
  /** The revision it was made on. */
  revision?: number;
  /** Where it was made. */
  clause?: string;
  quote?: string;
  state: Placement["state"] | "struck" | "whole";
  /** On the new text. */
  placement?: Placement;
}

/** A revision as a file in its amendment's folder. */
interface RevisionFile {
  file: string;
  /** The folder of all documents, where the file is not in it. */
  bylaws: string | undefined;
  store: StorePlace;
}

/** @throws {Error} One sentence: the file is no revision of an amendment, or the record cannot be read. */
export async function placeComments({ file, bylaws, store }: RevisionFile): Promise<PlacesReport> {
  const folder = dirname(file);
  const [slug, documentFolder] = [basename(folder), dirname(dirname(folder))];
  const source = new TextDecoder().decode(readFileSync(file));
  if (basename(dirname(folder)) !== "amendments")
    throw new Error(`${file} is no revision: it lies in no folder like bylaws/…/amendments/…`);
  const { library, texts } = await readBylawsFolder(bylaws ?? dirname(documentFolder));
  const document = library.documents.find((one) => one.slug === basename(documentFolder));
  const amendment = document?.amendments.find((one) => one.slug === slug);
  if (!document || !amendment)
    throw new Error(`${join(folder, "amendment.yaml")} cannot be read; openfloor check says why`);
  const hash = sha256(source);
  const now = withRevision(library, document, amendment, hash);
  const reading = { library: now.library, texts: new Map([...texts, [hash, source]]) };
  const comments = await withSnapshot(store, async ({ database }) => {
    const { threads } = await readThreads(database, { document: document.slug, amendment: slug });
    const asked = threads.flatMap(({ comment, placements }) => [comment.anchor?.text, placements.at(-1)?.on]);
    const hashes = asked.filter((text) => text !== undefined);
    const carry = await placeOn(hash, now.document, { reading, database, asked: hashes });
    const base = document.versions.find(({ on }) => on === amendment.base)?.hash;
    return threads.map(({ comment, placements }) => {
      const chosen = placements.at(-1);
      if (chosen && !chosen.anchor) return told(comment, { state: "gone" });
      const anchor = chosen?.anchor ?? comment.anchor;
      const text = anchor?.text ?? amendment.revisions.find(({ number }) => number === comment.revision)?.hash;
      if (!anchor && comment.clause === undefined) return { ...told(comment), state: "whole" } as const;
      if (text === undefined) return told(comment, { state: "missing" });
      const words = anchor ?? { clause: comment.clause!, part: "text", from: 0, to: 0 };
      const placement = carry({ ...words, text });
      const isStruck = text === base && (placement.state === "clause" || placement.state === "gone");
      return { ...told(comment, placement), ...(isStruck && { state: "struck" as const }) };
    });
  });
  const counts: PlacesReport["counts"] = {};
  for (const { state } of comments) counts[state] = (counts[state] ?? 0) + 1;
  return { file, document: document.slug, amendment: slug, counts, comments };
}

/** The library as it will be when the file is listed as the newest revision; as it is where a revision has these words already. */
function withRevision(
  library: Library,
  document: BylawsDocument,
  amendment: Amendment,
  hash: string,
): { library: Library; document: BylawsDocument } {
  if (amendment.revisions.some((revision) => revision.hash === hash)) return { library, document };
  const number = (amendment.revisions.at(-1)?.number ?? 0) + 1;
  const longer = { ...amendment, revisions: [...amendment.revisions, { number, note: "", hash }] };
  const amendments = document.amendments.map((one) => (one === amendment ? longer : one));
  const next = { ...document, amendments };
  const documents = library.documents.map((one) => (one === document ? next : one));
  return { library: { ...library, documents }, document: next };
}

function told({ seq, revision, clause, anchor }: CommentEntry, placement?: Placement): PlacedComment {
  const made = anchor?.clause ?? clause;
  return {
    number: seq,
    ...(revision !== undefined && { revision }),
    ...(made !== undefined && { clause: made }),
    ...(anchor && { quote: anchor.quote }),
    state: placement?.state ?? "whole",
    ...(placement && { placement }),
  };
}
