import { startTransition, useMemo } from "react";
import { accountOf } from "../decide/account.ts";
import { tellAccount, tellUnanswered } from "../decide/tellAccount.ts";
import { today as dayNow } from "./browser.ts";
import type { RecordShown } from "./useRecord.ts";

interface Props extends Pick<RecordShown, "threads" | "author"> {
  /** Shows what waits for an answer. */
  onWaiting: () => void;
}

/** What waits for an answer, and for how long, and what was said in numbers: computed, never typed. */
export function AccountView({ threads, author, onWaiting }: Props) {
  const today = dayNow();
  const account = useMemo(() => accountOf(threads, author, today), [threads, author, today]);
  const waiting = tellUnanswered(account);
  const asks = Object.values(account.asked).some(({ all }) => all > 0);
  return (
    <>
      {waiting ? (
        <p className="discussion-waiting">
          <b>
            <WithLinks words={waiting} />
          </b>{" "}
          <button type="button" className="link" onClick={() => startTransition(onWaiting)}>
            {account.unanswered.length === 1 ? "Show only this" : "Show only these"}
          </button>
        </p>
      ) : (
        asks && <p className="discussion-waiting">Nothing waits for an answer.</p>
      )}
      {threads.length > 0 && (
        <ul className="discussion-account">
          {tellAccount(account, (by) => author(by).name).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A sentence in which `comment 12` leads to it. */
function WithLinks({ words }: { words: string }) {
  return words.split(/(comment \d+)/).map((part) => {
    const seq = /^comment (\d+)$/.exec(part)?.[1];
    return seq ? (
      <a key={part} href={`#comment-${seq}`}>
        {part}
      </a>
    ) : (
      part
    );
  });
}
