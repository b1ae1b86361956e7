import {
  type Amendment,
  type BylawsDocument,
  type Credit,
  type Decision,
  OUTCOMES,
  type Revision,
} from "./document.ts";
import type { Fields } from "./fields.ts";
import { type PairedTexts, readPairings } from "./readPairings.ts";

/** The texts beside an `amendment.yaml`. Each is named by its hash; the problem of one that cannot be read is reported at `named`. */
export interface AmendmentTexts {
  readRevision(number: number, named: Fields): string | undefined;
  readAnnouncement(file: string, named: Fields): string | undefined;
  /** What two texts say; for pairings. */
  parse(before: string, after: string): PairedTexts;
}

/**
 * Reads an `amendment.yaml`, and reports what does not fit together.
 *
 * @returns `undefined` when there is no wording, or none it could amend.
 */
export function readAmendment(
  slug: string,
  fields: Fields,
  document: BylawsDocument,
  texts: AmendmentTexts,
): Amendment | undefined {
  const title = fields.text("title", { required: true });
  const base = fields.day("base", { required: true });
  const comment = fields.map("comment");
  const revisions = readRevisions(fields, texts);
  const announcement = readAnnouncement(fields, texts);
  const [before, after] = [document.versions.find(({ on }) => on === base)?.hash, revisions.at(-1)?.hash];
  const amendment: Amendment = {
    slug,
    title: title || slug,
    summary: fields.text("summary"),
    rationale: fields.text("rationale"),
    base: base ?? "",
    movedBy: fields.text("movedBy"),
    secondedBy: fields.text("secondedBy"),
    notice: fields.day("notice"),
    comment: { opens: comment?.day("opens"), closes: comment?.day("closes") },
    board: fields.day("board"),
    meeting: fields.text("meeting"),
    decision: readDecision(fields.map("decision")),
    inForce: fields.day("inForce"),
    revisions,
    pairings: readPairings(fields, before && after ? () => texts.parse(before, after) : undefined),
    ...(announcement ? { announcement } : {}),
  };
  comment?.done();
  fields.done();
  reportDays(amendment, fields, comment, document);
  const hasBase = document.versions.some(({ on }) => on === base);
  if (base && !hasBase) {
    const known = document.versions.map(({ on }) => on).join(", ") || "none";
    fields.report("base-unknown", `There is no version of ${base} to amend. Known versions: ${known}.`, {
      name: "base",
      serious: true,
    });
  }
  return hasBase && amendment.revisions.length > 0 ? amendment : undefined;
}

function readDecision(fields: Fields | undefined): Decision | undefined {
  if (!fields) return undefined;
  const outcome = fields.oneOf("outcome", OUTCOMES, { required: true });
  const on = fields.day("on", { required: true });
  const votes = fields.map("votes");
  const counts = votes && {
    for: votes.count("for", { required: true }) ?? 0,
    against: votes.count("against", { required: true }) ?? 0,
    abstained: votes.count("abstained") ?? 0,
  };
  votes?.done();
  const [motion, mover, seconder, reason] = [
    fields.text("motion"),
    fields.text("mover"),
    fields.text("seconder"),
    fields.text("reason"),
  ];
  fields.done();
  return outcome && on ? { outcome, on, motion, mover, seconder, votes: counts, reason } : undefined;
}

function readAnnouncement(fields: Fields, texts: AmendmentTexts): string | undefined {
  const file = fields.text("announcement");
  if (!file) return undefined;
  if (!file.includes("/") && file.endsWith(".md") && !/^\d+\.md$/.test(file))
    return texts.readAnnouncement(file, fields);
  fields.report("announcement-odd", "announcement must name a file beside this one, such as announcement.md.", {
    name: "announcement",
  });
  return undefined;
}

function readRevisions(amendment: Fields, { readRevision }: AmendmentTexts): Revision[] {
  const revisions: Revision[] = [];
  for (const fields of amendment.maps("revisions", { required: true })) {
    const number = fields.count("number", { required: true });
    const on = fields.day("on");
    const note = fields.text("note");
    const credits = readCredits(fields);
    fields.done();
    if (number === undefined) continue;
    if (number === 0) {
      fields.report("revision-number", "Revisions are counted from 1.", { name: "number", serious: true });
      continue;
    }
    const earlier = revisions.at(-1)?.number ?? 0;
    if (revisions.some((revision) => revision.number === number)) {
      fields.report("revision-twice", `Revision ${number} stands here twice. Leave one out.`, {
        name: "number",
        serious: true,
      });
      continue;
    }
    if (number < earlier)
      fields.report("revision-order", `Revision ${number} stands after ${earlier}. Put the oldest first.`, {
        name: "number",
      });
    const hash = readRevision(number, fields);
    if (!hash) continue;
    revisions.push({ number, ...(on ? { on } : {}), note, hash, ...(credits.length > 0 ? { credits } : {}) });
  }
  return revisions.sort((a, b) => a.number - b.number);
}

/** Written by `openfloor revise`. */
function readCredits(revision: Fields): Credit[] {
  const credits: Credit[] = [];
  for (const fields of revision.maps("credits")) {
    const comment = fields.count("comment", { required: true });
    const to = fields.text("to", { required: true });
    fields.done();
    if (comment === undefined || to === "") continue;
    if (comment === 0) fields.report("credit-number", "Comments are counted from 1.", { name: "comment" });
    else if (credits.some((credit) => credit.comment === comment && credit.to === to))
      fields.report("credit-twice", `${to} stands here twice for comment ${comment}. Leave one out.`, { name: "to" });
    else credits.push({ comment, to });
  }
  return credits;
}

function reportDays(
  amendment: Amendment,
  fields: Fields,
  comment: Fields | undefined,
  { versions }: BylawsDocument,
): void {
  const { notice, board, decision, inForce } = amendment;
  const { opens, closes } = amendment.comment;
  if (opens && closes && closes < opens) {
    comment?.report(
      "closes-before-opens",
      `Comments close on ${closes}, before they open on ${opens}. Correct one of them.`,
      { name: "closes", serious: true },
    );
  }
  if (notice && board && board < notice) {
    fields.report(
      "board-before-notice",
      `The board meets on ${board}, before notice is given on ${notice}. Correct one of them.`,
      { name: "board" },
    );
  }
  if (!inForce) return;
  if (!decision?.outcome.startsWith("adopted")) {
    fields.report(
      "in-force-undecided",
      `It cannot be in force from ${inForce}: the decision does not say that it was adopted.`,
      { name: "inForce" },
    );
  } else if (inForce < decision.on) {
    fields.report("in-force-early", `It cannot be in force from ${inForce}, before its adoption on ${decision.on}.`, {
      name: "inForce",
    });
  } else if (!versions.some(({ on }) => on === inForce)) {
    fields.report(
      "in-force-without-version",
      `There is no version of ${inForce}, the day it is said to be in force from. Add its text to the versions.`,
      { name: "inForce" },
    );
  }
}
