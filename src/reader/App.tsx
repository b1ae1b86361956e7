import { Component, type ReactNode, useEffect } from "react";
import { usePathname, useSearch } from "wouter/use-browser-location";
import type { BylawsDocument, Library } from "../text/document.ts";
import { showInvisible } from "../text/invisible.ts";
import { printProblem } from "../text/problem.ts";
import { AmendmentPage } from "./AmendmentPage.tsx";
import { type Address, parseAddress, printAddress } from "./address.ts";
import { Foot } from "./Foot.tsx";
import { Later } from "./Later.tsx";
import { Loading } from "./Loading.tsx";
import { isPersonal, nameOfPersonal, PersonalPage } from "./PersonalPage.tsx";
import { PAGE_PARTS } from "./pageParts.ts";
import { SignInSheet } from "./SignInSheet.tsx";
import { TopBar } from "./TopBar.tsx";
import { TroubleBanner } from "./TroubleBanner.tsx";
import { tellCount } from "./tellThread.ts";
import { refreshLibrary, useLibrary } from "./useLibrary.ts";

/** The page an address leads to. What is on the screen follows from library, entries and address. */
export function App() {
  const path = usePathname();
  const search = useSearch();
  const address = parseAddress(path, search);
  const { library, failure } = useLibrary();
  const document = "document" in address ? library?.documents.find(({ slug }) => slug === address.document) : undefined;
  const name =
    document && library ? titleOf(address, document) : isPersonal(address) ? nameOfPersonal(address) : "Openfloor";
  const place = ["page", "document", "amendment"].map((part) => address[part as keyof Address]).join("/");

  useEffect(() => {
    window.document.title = showInvisible(name);
    if (document) window.document.documentElement.lang = document.language;
  }, [name, document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    if (!location.hash) scrollTo(0, 0);
  }, [path]);

  return (
    <Fence key={place}>
      <a className="skip" href="#text">
        To the text
      </a>
      <TopBar document={document} />
      {library && <ProblemBanner library={library} />}
      <SignInSheet />
      <TroubleBanner />
      {isPersonal(address) ? (
        <PersonalPage address={address} />
      ) : library ? (
        <Page address={address} document={document} library={library} />
      ) : (
        <Loading what="the documents" failure={failure} onRetry={() => refreshLibrary()} />
      )}
      {(document === undefined || FOOTED.has(address.page)) && <Foot feed={feedOf(address)} />}
    </Fence>
  );
}

function Page({ address, document, library }: { address: Address; document?: BylawsDocument; library: Library }) {
  const { documents } = library;
  const missing = <Later part={PAGE_PARTS.missing} props={{ address, documents }} />;
  if (address.page === "home") return <Later part={PAGE_PARTS.home} props={{ documents }} />;
  if (!document) return missing;
  switch (address.page) {
    case "document":
    case "version": {
      const version =
        address.page === "version"
          ? document.versions.find(({ on }) => on === address.version)
          : document.versions.at(-1);
      if (!version) return missing;
      return <Later key={document.slug} part={PAGE_PARTS.document} props={{ document, version, address }} />;
    }
    case "compare": {
      const [before, after] = [address.before, address.after].map((day) =>
        document.versions.find(({ on }) => on === day),
      );
      if (!before || !after) return missing;
      return <Later part={PAGE_PARTS.compare} props={{ document, before, after, address }} />;
    }
    case "discussion":
    case "moderation": {
      const { page, amendment: slug } = address;
      const amendment = document.amendments.find((each) => each.slug === slug);
      if (slug !== undefined && !amendment) return missing;
      const key = [page, document.slug, slug].join("/");
      return page === "discussion" ? (
        <Later key={key} part={PAGE_PARTS.discussion} props={{ document, amendment, address }} />
      ) : (
        <Later key={key} part={PAGE_PARTS.moderation} props={{ document, amendment }} />
      );
    }
    case "amendment":
    case "positions":
    case "record": {
      const amendment = document.amendments.find(({ slug }) => slug === address.amendment);
      if (!amendment) return missing;
      const key = [address.page, document.slug, amendment.slug].join("/");
      const shown = { document, amendment };
      if (address.page === "amendment") return <AmendmentPage key={key} {...shown} address={address} />;
      return <Later key={key} part={PAGE_PARTS[address.page]} props={shown} />;
    }
    default:
      return missing;
  }
}

/** Pages without a bar at their lower edge. */
const FOOTED: ReadonlySet<string> = new Set(["positions", "record", "discussion", "moderation"]);

/** What is said here, for programs that follow it. */
function feedOf(address: Address): string | undefined {
  if ("amendment" in address && address.amendment !== undefined) {
    const { document, amendment } = address;
    return `${printAddress({ page: "amendment", document, amendment })}/feed.atom`;
  }
  return address.page === "home" ? "/feed.atom" : undefined;
}

function titleOf(address: Address, { organisation, title, amendments }: BylawsDocument): string {
  const clause = "clause" in address && address.clause ? `${address.clause} · ` : "";
  const amendment = "amendment" in address && amendments.find(({ slug }) => slug === address.amendment);
  return `${clause}${amendment ? `${amendment.title} · ` : ""}${organisation} ${title} · Openfloor`;
}

/** For whoever keeps the files: what is wrong with them, while everyone goes on reading the last good ones. */
function ProblemBanner({ library }: { library: Library }) {
  // What may well be meant is told by openfloor check.
  const problems = library.problems.filter(({ remark }) => !remark);
  if (problems.length === 0) return null;
  const serious = problems.filter((problem) => problem.serious).length;
  const count = tellCount(problems.length, "mistake");
  return (
    <details className="problems" data-serious={serious > 0 || undefined} open={serious > 0}>
      <summary>
        {count} in the files of this site
        {serious > 0 && ". What cannot be read is shown as it was read last"}
      </summary>
      <ul>
        {[...problems]
          .sort((a, b) => Number(b.serious ?? false) - Number(a.serious ?? false))
          .slice(0, MOST_PROBLEMS)
          .map((problem) => (
            <li key={printProblem(problem)}>{printProblem(problem)}</li>
          ))}
      </ul>
      {problems.length > MOST_PROBLEMS && <p>All of them: openfloor check</p>}
    </details>
  );
}

const MOST_PROBLEMS = 20;

/** What we got wrong: said plainly, with the way back. Drafts and what waits to be sent are kept on the device. */
class Fence extends Component<{ children: ReactNode }, { error?: Error }> {
  override state: { error?: Error } = {};
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main className="page">
        <h1>This page could not be drawn</h1>
        <p>The mistake is ours. What you were writing is kept on this device.</p>
        <p>
          <button type="button" className="primary" onClick={() => location.reload()}>
            Load it again
          </button>{" "}
          <a href="/">All documents</a>
        </p>
        <pre>{this.state.error.message}</pre>
      </main>
    );
  }
}
