import { startTransition, useMemo } from "react";
import { accountOf } from "../decide/account.ts";
import { tellAccount } from "../decide/tellAccount.ts";
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
  const { unanswered } = account;
  const [oldest] = unanswered;
  const asks = Object.values(account.asked).some(({ all }) => all > 0);
  return (
    <>
      {oldest ? (
        <p className="discussion-waiting" data-waiting>
          <button type="button" className="link" onClick={() => startTransition(onWaiting)}>
            {unanswered.length === 1 ? "1 waits" : `${unanswered.length} wait`} for an answer
          </button>
          {unanswered.length === 1 ? " " : "; the oldest "}
          {oldest.days === 0 ? "since today" : oldest.days === 1 ? "since yesterday" : `for ${oldest.days} days`}
        </p>
      ) : (
        asks && <p className="discussion-waiting">Nothing waits for an answer.</p>
      )}
      {threads.length > 0 && (
        <ul className="discussion-account">
          {tellAccount(account, (by) => author(by).name).map((sentence) => (
            <li key={sentence}>
              {sentence.split(/(comment \d+)/).map((words) => {
                const seq = /^comment (\d+)$/.exec(words)?.[1];
                return seq ? (
                  <a key={words} href={`#comment-${seq}`}>
                    {words}
                  </a>
                ) : (
                  words
                );
              })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
