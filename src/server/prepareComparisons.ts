import type { Library } from "../text/document.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { baseOf, type FindSource } from "./chain.ts";
import { askClauses, askCollisions, askComparison, type Question } from "./questions.ts";
import type { TextPair } from "./textJob.ts";

/** Below that, all is made before anyone has noticed. UTF-16 units of the texts a question is about. */
const SHORT_UNITS = 100_000;

/**
 * Makes what readers of long texts will ask for, one after the other, whenever
 * the bylaws were read.
 *
 * @param make What fails is left until somebody asks for it.
 * @returns A function that ends it.
 */
export function prepareComparisons(
  bylaws: Pick<BylawsFolder, "reading" | "watch">,
  find: FindSource,
  make: (question: Question) => Promise<void>,
): () => void {
  let round = 0;
  const prepare = async () => {
    const own = ++round;
    for (const question of questionsToCome(bylaws.reading().library, find)) {
      if (own !== round) return;
      await make(question).catch(() => {});
    }
  };
  void prepare();
  const unwatch = bylaws.watch(() => void prepare());
  return () => {
    round += 1;
    unwatch();
  };
}

/** What the pages of long texts ask: amendments under discussion first, then what is in force, then the rest. */
export function questionsToCome(library: Library, find: FindSource): Question[] {
  const questions = new Map<string, Question>();
  const add = (question: ReturnType<typeof askComparison>) => {
    if (!("code" in question) && unitsOf(question) >= SHORT_UNITS) questions.set(question.name, question);
  };
  const addRevisions = (isWanted: (isDecided: boolean, isNewest: boolean) => boolean) => {
    for (const document of library.documents) {
      for (const amendment of document.amendments) {
        const base = baseOf(document, amendment);
        for (const revision of amendment.revisions.toReversed()) {
          const isNewest = revision === amendment.revisions.at(-1);
          if (!base || !isWanted(amendment.decision !== undefined, isNewest)) continue;
          add(askComparison(library, base.hash, revision.hash, find));
          const place = { document: document.slug, amendment: amendment.slug };
          if (isNewest && !amendment.decision) add(askCollisions(library, place, find));
        }
      }
    }
  };
  addRevisions((isDecided, isNewest) => !isDecided && isNewest);
  for (const { versions } of library.documents) if (versions.length > 0) add(askClauses(versions.at(-1)!.hash, find));
  addRevisions((isDecided, isNewest) => isDecided || !isNewest);
  for (const { versions } of library.documents) {
    versions.forEach(({ hash }, index) => {
      if (index > 0) add(askComparison(library, versions[index - 1]!.hash, hash, find));
    });
  }
  return [...questions.values()];
}

function unitsOf({ job }: Question): number {
  const inPair = ({ before, after }: TextPair) => before.source.length + after.source.length;
  if (job.kind === "comparison") return inPair(job.pair);
  if (job.kind === "collisions") return inPair(job.amendment);
  return job.kind === "clauses" ? job.text.source.length : 0;
}
