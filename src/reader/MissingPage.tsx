import { Link } from "wouter";
import { printDay } from "../text/day.ts";
import type { BylawsDocument } from "../text/document.ts";
import { type Address, printAddress } from "./address.ts";

/** An address that leads to nothing: what there is instead. */
export function MissingPage({ address, documents }: { address: Address; documents: readonly BylawsDocument[] }) {
  const document = "document" in address ? documents.find(({ slug }) => slug === address.document) : undefined;
  return (
    <main className="page home">
      <h1>There is nothing at this address</h1>
      {document ? (
        <>
          <p className="summary">
            {document.organisation} · {document.title} has these pages:
          </p>
          <ul className="amendments">
            <li>
              <Link href={`/${document.slug}`}>The text in force</Link>
            </li>
            {document.versions.map(({ on }) => (
              <li key={on}>
                <Link href={printAddress({ page: "version", document: document.slug, version: on })}>
                  Version of {printDay(on)}
                </Link>
              </li>
            ))}
            {document.amendments.map(({ slug, title }) => (
              <li key={slug}>
                <Link href={printAddress({ page: "amendment", document: document.slug, amendment: slug })}>
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <p className="summary">These documents are here:</p>
          <ul className="amendments">
            {documents.map(({ slug, organisation, title }) => (
              <li key={slug}>
                <Link href={`/${slug}`}>
                  {organisation} · {title}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </main>
  );
}
