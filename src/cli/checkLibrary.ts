import { checkAnnouncement } from "../compare/checkAnnouncement.ts";
import { type Adopted, checkInForce, tellUnexplained, type Unexplained } from "../compare/checkInForce.ts";
import { checkWording } from "../compare/checkWording.ts";
import { compareBylaws } from "../compare/compare.ts";
import type { Comparison } from "../compare/comparison.ts";
import { checkText, type SourceText } from "../text/checkText.ts";
import type { Amendment, BylawsDocument, Version } from "../text/document.ts";
import type { Reading } from "../text/library.ts";
import { parseBylaws } from "../text/parse.ts";
import type { Problem } from "../text/problem.ts";

/** A mistake or a remark, told once for all texts of a document that have it. */
export interface Finding extends Problem {
  /** Other files in which the same stands, such as older versions. */
  also?: string[];
}

/** Something to be checked; `isSettled` where it was decided, and nothing can be mended there any more. */
interface Step {
  file: string;
  isSettled: boolean;
  check(): Problem[];
}

/**
 * Names everything that is wrong in a bylaws folder: what reading it found,
 * what each text says of itself, and what two texts say of each other.
 *
 * In older versions and decided amendments everything is a remark. What stands
 * in several texts of a document is told of the text in force, or of the
 * first in which it can be mended.
 *
 * @param onStep Called before each text or pair, with how many are done of how many.
 */
export function checkLibrary(
  reading: Reading,
  onStep: (file: string, done: number, all: number) => void = () => {},
): Finding[] {
  const steps = reading.library.documents.flatMap((document) => new DocumentChecks(document, reading).steps());
  const settled = new Set(
    steps.filter(({ isSettled, file }) => isSettled && file.endsWith(".md")).map(({ file }) => file),
  );
  const found = reading.library.problems.map((one) => asSettled(one, settled.has(one.file ?? "") && !one.serious));
  steps.forEach(({ file, isSettled, check }, index) => {
    onStep(file, index, steps.length);
    for (const one of check()) found.push(asSettled({ file, ...one }, isSettled));
  });
  const order = new Map(steps.map(({ file }, index) => [file, index]));
  return inFiles(tellOnce(found, (file) => order.get(file) ?? -1));
}

function asSettled(problem: Problem, isSettled: boolean): Problem {
  return isSettled ? { ...problem, remark: true } : problem;
}

/** What can be mended comes first, so that what is told once is told there. */
class DocumentChecks {
  readonly #document: BylawsDocument;
  readonly #reading: Reading;
  readonly #texts = new Map<string, SourceText>();
  readonly #unexplained: Unexplained[] = [];

  constructor(document: BylawsDocument, reading: Reading) {
    this.#document = document;
    this.#reading = reading;
  }

  steps(): Step[] {
    const { versions, amendments } = this.#document;
    const newestFirst = versions.toReversed();
    const whole = `${this.#document.slug}/document.yaml`;
    const [open, decided] = [
      amendments.filter(({ decision }) => !decision),
      amendments.filter(({ decision }) => decision),
    ];
    const ofVersion = (version: Version) => this.#ofVersion(version, version !== newestFirst[0]);
    return [
      ...newestFirst.slice(0, 1).flatMap(ofVersion),
      ...open.flatMap((amendment) => this.#ofAmendment(amendment, false)),
      ...newestFirst.slice(1).flatMap(ofVersion),
      ...decided.flatMap((amendment) => this.#ofAmendment(amendment, true)),
      { file: whole, isSettled: true, check: () => this.#tellUnexplained(whole) },
    ];
  }

  #tellUnexplained(whole: string): Problem[] {
    const { versions } = this.#document;
    const fileOf = (day: string) => this.#fileOf(versions.find(({ on }) => on === day)!);
    return tellUnexplained(this.#unexplained.toReversed(), fileOf, whole);
  }

  #ofVersion(version: Version, isSettled: boolean): Step[] {
    const { versions, amendments } = this.#document;
    const file = this.#fileOf(version);
    const before = versions[versions.indexOf(version) - 1];
    const steps: Step[] = [{ file, isSettled, check: () => checkText(this.#text(version.hash)) }];
    if (before && before.hash !== version.hash) {
      const check = () => {
        const comparison = this.#compare(before.hash, version.hash);
        const adopted = amendments.filter((one) => one.inForce === version.on).flatMap((one) => this.#adopted(one));
        const { problems, unexplained } = checkInForce(version.on, before.on, comparison, adopted);
        if (unexplained) this.#unexplained.push(unexplained);
        return [...checkWording(this.#text(before.hash), this.#text(version.hash), comparison), ...problems];
      };
      steps.push({ file, isSettled, check });
    }
    return steps;
  }

  #ofAmendment(amendment: Amendment, isSettled: boolean): Step[] {
    const { slug, announcement, pairings } = amendment;
    const [base, newest] = [this.#baseOf(amendment), amendment.revisions.at(-1)];
    if (!base || !newest) return [];
    const folder = `${this.#document.slug}/amendments/${slug}`;
    const file = `${folder}/${newest.number}.md`;
    const compare = () => this.#compare(base.hash, newest.hash, pairings);
    const steps: Step[] = [
      {
        file,
        isSettled,
        check: () => [
          ...checkText(this.#text(newest.hash)),
          ...checkWording(this.#text(base.hash), this.#text(newest.hash), compare()),
        ],
      },
    ];
    const announced = announcement === undefined ? undefined : this.#reading.texts.get(announcement);
    if (announced !== undefined) {
      const announcementFile = this.#files(announcement!).find((path) => path.startsWith(`${folder}/`)) ?? file;
      steps.push({ file: announcementFile, isSettled, check: () => checkAnnouncement(announced, compare()) });
    }
    return steps;
  }

  #adopted(amendment: Amendment): Adopted[] {
    const [base, last] = [this.#baseOf(amendment), amendment.revisions.at(-1)];
    if (!base || !last) return [];
    const isModified = amendment.decision?.outcome === "adopted as modified";
    return [
      { title: amendment.title, isModified, comparison: this.#compare(base.hash, last.hash, amendment.pairings) },
    ];
  }

  #baseOf({ base }: Amendment): Version | undefined {
    return this.#document.versions.find(({ on }) => on === base);
  }

  #compare(before: string, after: string, pairings: Amendment["pairings"] = []): Comparison {
    return compareBylaws(this.#text(before).parsed, this.#text(after).parsed, { pairings });
  }

  #text(hash: string): SourceText {
    const known = this.#texts.get(hash);
    if (known) return known;
    const source = this.#reading.texts.get(hash)!;
    const text = { parsed: parseBylaws(source), source };
    this.#texts.set(hash, text);
    return text;
  }

  #files(hash: string): string[] {
    return [...this.#reading.files].flatMap(([file, of]) => (of === hash ? [file] : []));
  }

  /** The same text can lie in several files: an adopted revision is a version. */
  #fileOf({ on, hash }: Version): string {
    const own = this.#files(hash).filter(
      (file) => file.startsWith(`${this.#document.slug}/`) && !file.includes("/amendments/"),
    );
    return own.find((file) => file.includes(on)) ?? own[0] ?? `${this.#document.slug}/document.yaml`;
  }
}

/** @param rankOf Where among several files a problem is told first. */
function tellOnce(problems: readonly Problem[], rankOf: (file: string) => number): Finding[] {
  const told = new Map<string, Finding>();
  const ordered = problems.toSorted((a, b) => rankOf(a.file ?? "") - rankOf(b.file ?? ""));
  for (const one of ordered) {
    const isText = one.file?.endsWith(".md") && !one.serious && rankOf(one.file) >= 0;
    const key = isText ? `${one.file!.split("/")[0]}\n${one.code}\n${one.message}` : `${told.size}`;
    const earlier = told.get(key);
    if (!earlier) told.set(key, one);
    else if (earlier.file !== one.file) earlier.also = [...new Set([...(earlier.also ?? []), one.file!])];
  }
  return [...told.values()];
}

function inFiles(findings: readonly Finding[]): Finding[] {
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return findings.toSorted((a, b) => compare(a.file ?? "", b.file ?? "") || (a.line ?? 0) - (b.line ?? 0));
}
