import { useState } from "react";
import { Link } from "wouter";
import type { Person } from "../discuss/person.ts";
import { Refused } from "../ledger/remote.ts";
import { linkToken } from "./linkToken.ts";
import { NameForm } from "./NameForm.tsx";
import { post, tellFailure } from "./post.ts";
import { safePath } from "./returnPath.ts";
import { askToSignIn } from "./SignInSheet.tsx";
import { useStore } from "./Store.ts";
import { haveChanged, nameMe } from "./useMe.ts";

/** Why a link does not work: what happened, and what to do. */
const REFUSALS: Record<string, [heading: string, words: string]> = {
  "link-used": [
    "This link was used already",
    "Each link works once. If it was you, you are signed in where you used it.",
  ],
  "link-expired": ["This link has expired", "A link is good for 15 minutes."],
  "link-wrong-browser": [
    "This link belongs to another browser",
    "It works only where it was asked for. Open it there, or ask for a new one in this browser.",
  ],
  "link-unknown": ["This link does not work", "It may have been cut short on its way. Copy all of it."],
};

type State =
  | { at: "ready" | "working" }
  /** Signed in, and on no list that gives a name. */
  | { at: "nameless"; next: string }
  | { at: "failed"; refusal?: string; message: string };

/** Where the link from a mail leads. Nothing happens before the button is pressed: mail scanners open links, too. */
export function SignInLink() {
  const token = useStore(linkToken);
  const [state, setState] = useState<State>({ at: "ready" });
  const signIn = async () => {
    setState({ at: "working" });
    try {
      const { person, next } = await post<{ person: Person; next?: string }>("/api/sign-in/link", { token });
      linkToken.set(undefined);
      await haveChanged().catch(() => {}); // Asked again by the page one goes on to.
      if (person.name === "") setState({ at: "nameless", next: safePath(next) });
      else location.replace(safePath(next));
    } catch (error) {
      setState({
        at: "failed",
        refusal: error instanceof Refused ? error.problem.code : undefined,
        message: tellFailure(error),
      });
    }
  };
  if (state.at === "nameless") {
    return (
      <>
        <h1>You are signed in</h1>
        <NameForm
          what="Your name"
          terms="Public, beside everything you say here."
          button="Go on"
          isPrimary
          onName={(name) => nameMe(name).then(() => location.replace(state.next))}
        />
      </>
    );
  }
  if (token === undefined) {
    return (
      <>
        <h1>Open the link from your mail</h1>
        <p className="summary">This page needs all of it. Open it once more from the mail, or ask for a new one.</p>
        <AskAnew />
      </>
    );
  }
  if (state.at === "failed") {
    const [heading, words] = REFUSALS[state.refusal ?? ""] ?? ["You are not signed in yet", state.message];
    return (
      <div role="alert">
        <h1>{heading}</h1>
        <p className="summary">{words}</p>
        {state.refusal === undefined ? (
          <p className="actions">
            <button type="button" className="primary" onClick={() => void signIn()}>
              Try again
            </button>
          </p>
        ) : (
          <AskAnew />
        )}
      </div>
    );
  }
  return (
    <>
      <h1>Sign in</h1>
      <p className="summary">One press, and you are signed in in this browser.</p>
      <p className="actions">
        <button type="button" className="primary" disabled={state.at === "working"} onClick={() => void signIn()}>
          {state.at === "working" ? "Signing in…" : "Sign in"}
        </button>
      </p>
    </>
  );
}

function AskAnew() {
  return (
    <p className="actions">
      <button type="button" className="primary" onClick={askToSignIn}>
        Ask for a new link
      </button>
      <Link href="/">All documents</Link>
    </p>
  );
}
