import { tokensOf } from "../text/invisible.ts";

/**
 * Words somebody wrote, with a visible token wherever a character stands that
 * nobody sees. The characters stay where they are: what is selected or copied is the true text.
 */
export function Words({ of }: { of: string }) {
  return tokensOf(of).map(({ from, to, token }) =>
    token ? (
      <span className="token" data-token={token} key={from}>
        {of.slice(from, to)}
      </span>
    ) : (
      of.slice(from, to)
    ),
  );
}
