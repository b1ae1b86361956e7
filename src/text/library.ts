import { readAmendment } from "./amendmentFile.ts";
import type { BylawsDocument, Library, Version } from "./document.ts";
import { type Fields, short } from "./fields.ts";
import { parseBylaws } from "./parse.ts";
import { limitProblems, problem } from "./problem.ts";
import { readFields } from "./readFields.ts";
import { readPlain, readText, type Sha256, type Shelf } from "./textFile.ts";

/** What the files of an organisation say. */
export interface Reading {
  library: Library;
  /** Sources by the hash versions and revisions name them with; the hash is that of the text's UTF-8 bytes. */
  texts: Map<string, string>;
  /** The hash of each file that is a text. */
  files: ReadonlyMap<string, string>;
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** First parts of addresses that lead elsewhere. */
const TAKEN = new Set([
  "account",
  "api",
  "assets",
  "feed.atom",
  "healthz",
  "metrics",
  "people",
  "readyz",
  "sign-in",
  "src",
  "who-may-do-what",
]);

/**
 * Reads all documents of a `bylaws` folder.
 *
 * Never throws: everything that can be read is, and all mistakes are returned
 * together, each with its file, its line and what to do. One marked `serious`
 * means that the reading cannot stand for the file; see `keepLastGood`.
 *
 * @param files Paths inside the folder, with `/` between their parts.
 */
export function readLibrary(files: ReadonlyMap<string, Uint8Array>, sha256: Sha256): Reading {
  const shelf: Shelf = { files, sha256, texts: new Map(), problems: [], used: new Map() };
  const paths = [...files.keys()].sort();
  const slugs = new Set(paths.filter((path) => path.includes("/")).map((path) => path.split("/")[0]!));
  const documents = [...slugs].flatMap((slug) => readDocument(slug, paths, shelf) ?? []);
  const stamp = sha256(
    new TextEncoder().encode(paths.map((path) => `${path}\0${sha256(files.get(path)!)}\n`).join("")),
  );
  return {
    library: { documents, problems: limitProblems(shelf.problems), stamp },
    texts: shelf.texts,
    files: shelf.used,
  };
}

/**
 * Puts in place of each document whose new reading has a serious mistake the
 * one that was read before, whole. The mistakes are those of the new reading.
 */
export function keepLastGood(previous: Reading, next: Reading): Reading {
  const broken = new Set(next.library.problems.filter(({ serious }) => serious).map(({ file }) => file?.split("/")[0]));
  const kept = previous.library.documents.filter(({ slug }) => broken.has(slug));
  if (kept.length === 0) return next;
  const fresh = next.library.documents.filter(({ slug }) => !kept.some((document) => document.slug === slug));
  const texts = new Map(next.texts);
  for (const { versions, amendments } of kept) {
    const announced = amendments.flatMap(({ announcement }) => announcement ?? []);
    const named = [...versions, ...amendments.flatMap(({ revisions }) => revisions)].map(({ hash }) => hash);
    for (const hash of [...named, ...announced]) texts.set(hash, previous.texts.get(hash) ?? "");
  }
  const documents = [...fresh, ...kept].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  // The same files can be served otherwise after a restart, which knows no earlier reading.
  const stamp = `${next.library.stamp.slice(0, 64)}-${previous.library.stamp.slice(0, 64)}`;
  return { library: { documents, problems: next.library.problems, stamp }, texts, files: next.files };
}

function readDocument(slug: string, paths: readonly string[], shelf: Shelf): BylawsDocument | undefined {
  const own = paths.filter((path) => path.startsWith(`${slug}/`));
  const file = `${slug}/document.yaml`;
  if (!isGoodSlug(slug, `${slug}/`, shelf)) return undefined;
  const fields = readFields(file, shelf);
  if (!fields) return undefined;
  const language = fields.text("language") || "en";
  const document: BylawsDocument = {
    slug,
    title: fields.text("title", { required: true }) || slug,
    organisation: fields.text("organisation", { required: true }),
    language: isLanguage(language) ? language : "en",
    about: fields.text("about"),
    invented: fields.flag("invented"),
    excerpt: fields.flag("excerpt"),
    notes: fields.texts("notes"),
    rules: readRules(fields.map("rules")),
    versions: readVersions(slug, fields, shelf),
    amendments: [],
  };
  if (!isLanguage(language)) {
    fields.report("language-unknown", `“${short(language)}” is no language tag; write one such as en, de or fr-CA.`, {
      name: "language",
    });
  }
  fields.done();
  const amendments = new Set(
    own.map((path) => /^[^/]+\/amendments\/([^/]+)\//.exec(path)?.[1]).filter((found) => found !== undefined),
  );
  for (const amendment of amendments) {
    const folder = `${slug}/amendments/${amendment}`;
    if (!isGoodSlug(amendment, `${folder}/`, shelf)) continue;
    const found = readFields(`${folder}/amendment.yaml`, shelf);
    const read =
      found &&
      readAmendment(amendment, found, document, {
        readRevision: (number, named) => readText(`${folder}/${number}.md`, named, "number", shelf),
        readAnnouncement: (name, named) => readPlain(`${folder}/${name}`, named, "announcement", shelf),
        parse: (before, after) => ({
          before: parseBylaws(shelf.texts.get(before)!),
          after: parseBylaws(shelf.texts.get(after)!),
        }),
      });
    if (read) document.amendments.push(read);
  }
  reportUnused(own, shelf);
  return document.versions.length > 0 ? document : undefined;
}

function isGoodSlug(slug: string, file: string, shelf: Shelf): boolean {
  const isTaken = TAKEN.has(slug) && !file.includes("/amendments/");
  if (SLUG.test(slug) && slug.length <= 80 && !isTaken) return true;
  const why = isTaken
    ? `“${slug}” cannot name a document: the address /${slug} leads to another page of the site.`
    : `The folder “${short(slug)}” is part of an address, and may have only lower-case letters a to z, digits and single hyphens.`;
  shelf.problems.push(problem("slug-odd", `${why} Rename it.`, { file, serious: true }));
  return false;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function readRules(fields: Fields | undefined): BylawsDocument["rules"] {
  if (!fields) return {};
  const [noticeDays, commentDays, threshold] = [
    fields.count("noticeDays"),
    fields.count("commentDays"),
    fields.text("threshold"),
  ];
  fields.done();
  return {
    ...(noticeDays === undefined ? {} : { noticeDays }),
    ...(commentDays === undefined ? {} : { commentDays }),
    ...(threshold ? { threshold } : {}),
  };
}

function readVersions(slug: string, document: Fields, shelf: Shelf): Version[] {
  const versions: Version[] = [];
  for (const fields of document.maps("versions", { required: true })) {
    const on = fields.day("on", { required: true });
    const kind = fields.oneOf("kind", ["in force", "recorded"] as const, { required: true }) ?? "recorded";
    const file = fields.text("file", { required: true });
    const note = fields.text("note");
    fields.done();
    if (!on || !file) continue;
    if (file.startsWith("/") || file.split("/").includes("..")) {
      fields.report("file-outside", `${short(file)} must lie in the folder of its document.`, {
        name: "file",
        serious: true,
      });
      continue;
    }
    if (versions.some((version) => version.on === on)) {
      fields.report(
        "version-twice",
        `There are two versions on ${on}; the day is a version's address. Leave one out.`,
        { name: "on", serious: true },
      );
      continue;
    }
    if (versions.some((version) => version.on > on)) {
      fields.report("version-order", `The version of ${on} stands after a later one. Put the oldest first.`, {
        name: "on",
      });
    }
    const hash = readText(`${slug}/${file.replace(/^\.\//, "")}`, fields, "file", shelf);
    if (hash) versions.push({ on, kind, note, hash });
  }
  return versions.sort((a, b) => (a.on < b.on ? -1 : 1));
}

function reportUnused(own: readonly string[], { used, problems }: Shelf): void {
  for (const path of own.filter((one) => /\/(?:versions\/[^/]+|amendments\/[^/]+\/\d+)\.md$/.test(one))) {
    if (used.has(path)) continue;
    const list = path.includes("/amendments/") ? "revisions of amendment.yaml" : "versions of document.yaml";
    const message = `Nothing shows this text: it is not among the ${list}. Add it there.`;
    problems.push(problem("file-unused", message, { file: path }));
  }
}
