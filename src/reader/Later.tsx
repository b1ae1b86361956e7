import { type ComponentType, type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { browser } from "./browser.ts";
import { fetchAtRest } from "./fetchAtRest.ts";
import { Loading } from "./Loading.tsx";

/** A part of the site whose script is fetched when it is first shown: who only reads need not wait for what he never opens. */
export interface LaterPart<P> {
  /** For people: `your account`. */
  what: string;
  load: () => Promise<ComponentType<P>>;
  /** It stands in a sheet; else it is a page. */
  isInSheet?: boolean;
  /** It brings its own sheet: nothing stands in for it until it is there. */
  isSheet?: boolean;
  /** Nobody has asked for it: nothing stands in for it, and nothing is said where it cannot be had. */
  isExtra?: boolean;
}

const known = new WeakMap<object, unknown>();

/** A part that is needed for reading on and writing: it is there before the network goes away. */
export function later<P>(part: LaterPart<P>): LaterPart<P> {
  fetchAtRest(() => take(part));
  return part;
}

/** Fetches a part that is about to be shown, so that its page is drawn once and whole. What fails is shown by the page. */
export async function prepareLater<P>(part: LaterPart<P>): Promise<void> {
  await take(part).catch(() => {});
}

async function take<P>(part: LaterPart<P>): Promise<ComponentType<P>> {
  const Part = await part.load();
  known.set(part, Part);
  return Part;
}

interface Props<P> {
  part: LaterPart<P>;
  /** For the part, once it is there. */
  props: P;
  /** Stands in for it until then. */
  meanwhile?: ReactNode;
}

/** What happened, and the way on. */
interface Failure {
  message: string;
  way: string;
  go: () => void;
}

export function Later<P extends object>({ part, props, meanwhile }: Props<P>) {
  // In a box: a function as a state would be called by React.
  const [box, setBox] = useState({ Part: known.get(part) as ComponentType<P> | undefined });
  const [failure, setFailure] = useState<Failure>();
  const [tries, setTries] = useState(0);
  const { Part } = box;
  const isThere = Part !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched again for another try
  useEffect(() => {
    if (isThere) return;
    let isWanted = true;
    const retry = () => {
      setFailure(undefined);
      setTries((count) => count + 1);
    };
    take(part).then(
      (Part) => isWanted && setBox({ Part }),
      async () => {
        if (isWanted) addEventListener("online", retry);
        const failure = await tellFailure(retry);
        if (isWanted) setFailure(failure);
      },
    );
    return () => {
      isWanted = false;
      removeEventListener("online", retry);
    };
  }, [part, tries, isThere]);
  if (Part) return <Part {...props} />;
  if (part.isExtra || ((part.isSheet || meanwhile) && !failure)) return meanwhile;
  if (!part.isInSheet && !part.isSheet && !meanwhile)
    return <Loading what={part.what} failure={failure?.message} way={failure?.way} onRetry={() => failure?.go()} />;
  if (!failure) return <p role="status">Reading {part.what}…</p>;
  const told = (
    <p className="not-there" role="alert">
      {failure.message}{" "}
      <button type="button" className="link" onClick={failure.go}>
        {failure.way}
      </button>
    </p>
  );
  // Among the lines at the lower edge, where it covers none of them.
  const home =
    part.isSheet && (document.querySelector("dialog[open] .sheet-body") ?? document.querySelector(".bottom"));
  if (home) return createPortal(told, home);
  return (
    <>
      {meanwhile}
      {told}
    </>
  );
}

const ANSWER_MS = 5_000;

/** Where the page itself can be had and a part of it not, another one was put in its place. */
async function tellFailure(retry: () => void): Promise<Failure> {
  const signal = AbortSignal.timeout(ANSWER_MS);
  const isRenewed = await browser.fetch(location.pathname, { method: "HEAD", signal }).then(
    ({ status }) => status < 500,
    () => false,
  );
  return isRenewed
    ? {
        message:
          "This site was renewed since you opened the page. Load it again to go on; what you have written is kept on this device.",
        way: "Load it again",
        go: () => location.reload(),
      }
    : {
        message: "This part of the site could not be fetched. What you have written is kept on this device.",
        way: "Try again",
        go: retry,
      };
}
