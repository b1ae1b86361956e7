import { Link } from "wouter";

/** At the end of a page: the rules, and what is said as a feed. */
export function Foot({ feed }: { feed?: string }) {
  return (
    <footer className="foot">
      <Link href="/who-may-do-what">Who may do what</Link>
      {feed && <a href={feed}>Feed</a>}
    </footer>
  );
}
