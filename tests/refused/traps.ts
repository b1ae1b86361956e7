import type { BrowserContext, Page } from "playwright-core";
import type { Canary } from "./canary.ts";
import { TRAPPED } from "./payload.ts";

/** Everything that can be noticed of a payload that did something. */
export const TRAPS = [
  "dialog",
  "console",
  "global",
  "name",
  "cookie",
  "storage",
  "title",
  "network",
  "canary",
  "navigation",
  "window",
  "frame",
  "download",
  "policy",
] as const;
export type Trap = (typeof TRAPS)[number];

/** A trap that was sprung, and by what, as far as that can be told. */
interface Sprung {
  trap: Trap;
  what: string;
}

/** Traps around all pages of a browser context. */
export interface Traps {
  /** What was sprung since it was asked last; looks after what can only be found by looking, too. */
  sprung(page: Page): Promise<Sprung[]>;
}

/** @param own Origin of the pages that are looked at: the only one they may ask for anything. */
export async function setTraps(context: BrowserContext, own: string, canary: Canary): Promise<Traps> {
  const found: Sprung[] = [];
  const spring = (trap: Trap, what: string) => void found.push({ trap, what });
  const isOwn = (url: string) =>
    url.startsWith(`${own}/`) || /^(?:about:blank|about:srcdoc|data:image\/|blob:)/.test(url);

  await context.exposeBinding("reportTrap", (_, trap: Trap, what: string) => spring(trap, what));
  await context.addInitScript(setPageTraps, TRAPPED);
  // Not on each page: a window that was opened is a page too, and does its harm before it could be listened to.
  context.on("request", (request) => {
    if (!isOwn(request.url())) spring("network", request.url());
  });
  context.on("dialog", (dialog) => {
    spring("dialog", `${dialog.type()}: ${dialog.message()}`);
    void dialog.dismiss().catch(() => {});
  });
  context.on("console", (message) => {
    if (message.text() === TRAPPED) spring("console", message.text());
  });
  context.on("page", (page) => {
    page.on("popup", (popup) => {
      spring("window", popup.url());
      void popup.close().catch(() => {});
    });
    page.on("websocket", (socket) => spring("network", socket.url()));
    page.on("download", (download) => spring("download", download.url()));
    page.on("frameattached", (frame) => spring("frame", frame.url()));
    page.on("framenavigated", (frame) => {
      if (frame === page.mainFrame() && !isOwn(frame.url())) spring("navigation", frame.url());
    });
  });

  return {
    async sprung(page) {
      const seen = await page.evaluate((word) => {
        const stored = (() => {
          try {
            return localStorage.getItem(word);
          } catch {
            return null; // A page without an origin has no storage, and cannot have been harmed there.
          }
        })();
        return { name: window.name, title: document.title, stored, cookie: document.cookie };
      }, TRAPPED);
      if (seen.name === TRAPPED) spring("name", seen.name);
      if (seen.title === TRAPPED) spring("title", seen.title);
      if (seen.stored !== null) spring("storage", seen.stored);
      const cookies = await context.cookies();
      if (seen.cookie.includes(TRAPPED) || cookies.some(({ name }) => name === TRAPPED)) spring("cookie", seen.cookie);
      for (const hit of canary.hits()) spring("canary", hit);
      canary.clear();
      return found.splice(0);
    },
  };
}

/** Runs in every page before anything of it does. */
function setPageTraps(word: string): void {
  const report = (trap: string, what: string) =>
    (window as unknown as { reportTrap?(trap: string, what: string): void }).reportTrap?.(trap, what);
  Object.defineProperty(window, word, { configurable: true, set: (value) => report("global", String(value)) });
  addEventListener(
    "securitypolicyviolation",
    ({ effectiveDirective, blockedURI, sample }) => report("policy", `${effectiveDirective} ${blockedURI} ${sample}`),
    true,
  );
}
