import { type ReactNode, useState } from "react";

/** Words one may open; what is inside is drawn, and what it needs is loaded, once it is opened. */
export function Details(props: { summary: string; className?: string; children: ReactNode }) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details className={props.className} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{props.summary}</summary>
      {wasOpened && props.children}
    </details>
  );
}
