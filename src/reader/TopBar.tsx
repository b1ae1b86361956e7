import { useEffect, useState } from "react";
import { Link } from "wouter";
import { whyNotName } from "../discuss/person.ts";
import { Refused } from "../ledger/remote.ts";
import type { BylawsDocument } from "../text/document.ts";
import { Sheet } from "./Sheet.tsx";
import { nameMe, useMe } from "./useMe.ts";

const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const THEME_NAMES: Record<Theme, string> = { auto: "Auto", light: "Light", dark: "Dark" };

/** Where one is, how it looks, and who one is here. */
export function TopBar({ document: shown }: { document?: BylawsDocument }) {
  const me = useMe();
  const [theme, setTheme] = useState<Theme>(readTheme);
  const [isNaming, setNaming] = useState(false);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <header className="top">
      <Link className="brand" href="/">
        Openfloor
      </Link>
      {shown && (
        <nav className="crumbs" aria-label="Where you are">
          <Link href={`/${shown.slug}`}>
            {shown.organisation} · {shown.title}
          </Link>
        </nav>
      )}
      <div className="top-actions">
        <button
          type="button"
          className="link"
          aria-label={`Colours: ${THEME_NAMES[theme]}. Press to change.`}
          onClick={() => setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!)}
        >
          {THEME_NAMES[theme]}
        </button>
        {me !== undefined && (
          <button type="button" className="link" onClick={() => setNaming(true)}>
            {me ? (
              <>
                {me.name} <span className="standing">guest</span>
              </>
            ) : (
              "Give a name"
            )}
          </button>
        )}
      </div>
      {isNaming && <NameSheet name={me?.name ?? ""} onClose={() => setNaming(false)} />}
    </header>
  );
}

/** Before the first page is drawn, so that nothing flashes. */
export function applyTheme(theme: Theme = readTheme()): void {
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem("openfloor-theme");
  } else {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem("openfloor-theme", theme);
  }
}

function readTheme(): Theme {
  return THEMES.find((theme) => theme === localStorage.getItem("openfloor-theme")) ?? "auto";
}

function NameSheet(props: { name: string; onClose: () => void }) {
  const [name, setName] = useState(props.name);
  const [complaint, setComplaint] = useState<string>();
  const save = async () => {
    const problem = whyNotName(name);
    if (problem) return setComplaint(problem.message);
    try {
      await nameMe(name.trim());
      localStorage.setItem("openfloor-name", name.trim());
      props.onClose();
    } catch (error) {
      setComplaint(error instanceof Refused ? error.message : "The server cannot be reached. Try again in a moment.");
    }
  };
  return (
    <Sheet title="Your name here" onClose={props.onClose} startsInField>
      <form
        className="composer"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label className="name">
          Your name
          <input autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
        </label>
        {complaint && (
          <p className="refusal" role="alert">
            {complaint}
          </p>
        )}
        <p className="terms">
          You speak as a guest. The name is public and stands beside everything you have said from this browser.
        </p>
        <div className="actions">
          <button type="submit" className="primary">
            Keep this name
          </button>
          <button type="button" onClick={props.onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Sheet>
  );
}
