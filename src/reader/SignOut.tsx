import { useState } from "react";
import { signOut } from "./forgetOwner.ts";
import { tellFailure } from "./post.ts";

/** The same button wherever one can sign out. */
export function SignOut({ className }: { className?: string }) {
  const [failure, setFailure] = useState<string>();
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => void signOut().catch((error) => setFailure(tellFailure(error)))}
      >
        Sign out
      </button>
      {failure && (
        <span className="refusal" role="alert">
          {failure}
        </span>
      )}
    </>
  );
}
