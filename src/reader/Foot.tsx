import { Link } from "wouter";
import { SignOut } from "./SignOut.tsx";
import { useMe } from "./useMe.ts";

/** At the end of a page: the rules, what is said as a feed, and the way out. */
export function Foot({ feed }: { feed?: string }) {
  const me = useMe();
  return (
    <footer className="foot">
      <Link href="/who-may-do-what">Who may do what</Link>
      {feed && <a href={feed}>Feed</a>}
      {me && <SignOut className="link" />}
    </footer>
  );
}
