import { type ComponentType, type ReactNode, useEffect, useState } from "react";
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
}

const known = new WeakMap<object, unknown>();

/** Fetches a part that is about to be shown, so that its page is drawn once and whole. What fails is shown by the page. */
export async function prepareLater<P>(part: LaterPart<P>): Promise<void> {
  try {
    known.set(part, await part.load());
  } catch {}
}

interface Props<P> {
  part: LaterPart<P>;
  /** For the part, once it is there. */
  props: P;
  /** Stands in for it until then. */
  meanwhile?: ReactNode;
}

export function Later<P extends object>({ part, props, meanwhile }: Props<P>) {
  // In a box: a function as a state would be called by React.
  const [box, setBox] = useState({ Part: known.get(part) as ComponentType<P> | undefined });
  const [failure, setFailure] = useState<string>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: fetched again for another try
  useEffect(() => {
    let isWanted = true;
    part.load().then(
      (Part) => {
        known.set(part, Part);
        if (isWanted) setBox({ Part });
      },
      () => setFailure("This part of the site could not be fetched. What you have written is kept on this device."),
    );
    return () => {
      isWanted = false;
    };
  }, [part, tries]);
  const { Part } = box;
  if (Part) return <Part {...props} />;
  const retry = () => {
    setFailure(undefined);
    setTries((count) => count + 1);
  };
  if ((part.isSheet || meanwhile) && !failure) return meanwhile;
  if (!part.isInSheet && !part.isSheet && !meanwhile)
    return <Loading what={part.what} failure={failure} onRetry={retry} />;
  if (!failure) return <p role="status">Reading {part.what}…</p>;
  return (
    <>
      {meanwhile}
      <p className="not-there" role="alert">
        {failure}{" "}
        <button type="button" className="link" onClick={retry}>
          Try again
        </button>
      </p>
    </>
  );
}
