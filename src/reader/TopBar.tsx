import { useEffect, useState } from "react";
import { Link } from "wouter";
import type { BylawsDocument } from "../text/document.ts";
import { StandingTag } from "./Byline.tsx";
import { askToSignIn } from "./SignInSheet.tsx";
import { SignOut } from "./SignOut.tsx";
import { useMe } from "./useMe.ts";
import { Words } from "./Words.tsx";

const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];
const THEME_NAMES: Record<Theme, string> = { auto: "Auto", light: "Light", dark: "Dark" };

/** Where one is, how it looks, and who one is here. */
export function TopBar({ document: shown }: { document?: BylawsDocument }) {
  const me = useMe();
  const [theme, setTheme] = useState<Theme>(readTheme);
  useEffect(() => applyTheme(theme), [theme]);
  return (
    <header className="top">
      <Link className="brand" href="/">
        Openfloor
      </Link>
      {shown && (
        <nav className="crumbs" aria-label="Where you are">
          <Link href={`/${shown.slug}`}>
            <Words of={`${shown.organisation} · ${shown.title}`} />
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
        {me && (
          <Link className="me" href="/account">
            <bdi>{me.name || "No name yet"}</bdi> <StandingTag {...me} />
          </Link>
        )}
        {me !== undefined && !me?.isVerified && (
          <button type="button" className="link" onClick={askToSignIn}>
            Sign in
          </button>
        )}
        {me && <SignOut className="link wide-only" />}
      </div>
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
