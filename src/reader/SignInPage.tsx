import { useEffect } from "react";
import { Link } from "wouter";
import { AppointSecretary } from "./AppointSecretary.tsx";
import { StandingTag } from "./Byline.tsx";
import { takeLinkToken } from "./linkToken.ts";
import { returnPath } from "./returnPath.ts";
import { SignIn } from "./SignIn.tsx";
import { SignInLink } from "./SignInLink.tsx";
import { useWholeMe } from "./useMe.ts";

/** @param by What the link that led here is for; without one, the ways to sign in are offered. */
export function SignInPage({ by }: { by?: "link" | "secretary" }) {
  useEffect(() => {
    // A second link put into the same tab changes only what stands behind the #.
    addEventListener("hashchange", takeLinkToken);
    return () => removeEventListener("hashchange", takeLinkToken);
  }, []);
  return (
    <main className="page home personal" id="text">
      {by === "link" ? <SignInLink /> : by === "secretary" ? <AppointSecretary /> : <Ways />}
    </main>
  );
}

/** What a provider's refusal means for the person who comes back from there. */
const PROBLEMS: Record<string, string> = {
  "provider-refused": "The sign-in was not completed there. Nothing was changed; try again, or take another way.",
  "provider-expired": "That sign-in took too long, or was begun in another browser. Begin it here once more.",
  "provider-unavailable": "The provider does not answer at the moment. Try again later, or take another way.",
};

function Ways() {
  const me = useWholeMe();
  const problem = new URLSearchParams(location.search).get("problem");
  const next = returnPath();
  if (me?.person?.isVerified) {
    return (
      <>
        <h1>You are signed in</h1>
        <p className="summary">
          As <b>{me.person.name}</b> <StandingTag {...me.person} />.
        </p>
        <p className="actions">
          <a href={next}>Go on</a> <Link href="/account">Your account</Link>
        </p>
      </>
    );
  }
  return (
    <>
      <h1>Sign in</h1>
      <p className="summary">
        What is said here is public and stands under a name. Signing in shows in what standing you speak.
      </p>
      {problem !== null && (
        <p className="notice" role="alert">
          {PROBLEMS[problem] ?? "The sign-in failed. Nothing was changed; try again, or take another way."}
        </p>
      )}
      <SignIn next={next} onDone={() => location.assign(next)} />
    </>
  );
}
