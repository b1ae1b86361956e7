import { Link } from "wouter";
import type { BylawsDocument } from "../text/document.ts";
import { printAddress } from "./address.ts";
import { tellCount } from "./tellThread.ts";
import { Words } from "./Words.tsx";

interface Props {
  document: BylawsDocument;
  /** How many, by the slug of their amendment. */
  counts: ReadonlyMap<string, number>;
}

/** Where the threads are whose words do not stand in this text: none is left out without being counted. */
export function Elsewhere({ document, counts }: Props) {
  if (counts.size === 0) return null;
  return (
    <p className="meta elsewhere">
      Said about amendments, and not about words that stand here:{" "}
      {[...counts].map(([slug, count]) => (
        <Link key={slug} href={printAddress({ page: "discussion", document: document.slug, amendment: slug })}>
          {tellCount(count, "thread")} on{" "}
          <Words of={document.amendments.find((amendment) => amendment.slug === slug)?.title ?? slug} />
        </Link>
      ))}
    </p>
  );
}
