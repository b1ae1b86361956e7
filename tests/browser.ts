import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core";

const COMMANDS = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "microsoft-edge",
  "microsoft-edge-stable",
  "chrome",
  "msedge",
];

const PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ...["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].flatMap((name) => {
    const folder = process.env[name];
    return folder
      ? [
          join(folder, "Google/Chrome/Application/chrome.exe"),
          join(folder, "Microsoft/Edge/Application/msedge.exe"),
          join(folder, "Chromium/Application/chrome.exe"),
        ]
      : [];
  }),
];

/**
 * What a desktop browser keeps ready around its pages, at more than half of a story's cost: pages for its own
 * menus, and a process for the next page. The rest is what Playwright turns off; the last such flag counts alone.
 */
const UNUSED = [
  "InitialWebUI",
  "PreloadTopChromeWebUI",
  "SpareRendererForSitePerProcess",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",
  "AimEnabled",
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "Translate",
];

/** Without these, Chromium asks its vendor's hosts for news at every start, and waits for them where there is no network. */
const FLAGS = [
  `--disable-features=${UNUSED}`,
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--hide-scrollbars",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

let found: Promise<string> | undefined;

/**
 * Path of a Chromium: `CHROME_PATH`, an installed one, or the one inside `@sparticuz/chromium`.
 *
 * @throws When there is none. A story is never skipped for want of a browser: a
 *   run without it would say that all is well.
 */
function findBrowser(): Promise<string> {
  found ??= (async () => {
    const named = process.env.CHROME_PATH;
    if (named) {
      if (existsSync(named)) return named;
      throw new Error(`CHROME_PATH names ${named}, which is not there.`);
    }
    const installed = COMMANDS.map(findCommand).find(Boolean) ?? PATHS.find((path) => existsSync(path));
    if (installed) return installed;
    return unpackBrowser();
  })();
  return found;
}

const UNPACK_MS = 120_000;

/** The Chromium inside `@sparticuz/chromium`, unpacked into the folder for temporary files. */
async function unpackBrowser(): Promise<string> {
  // It unpacks its own libraries only where it believes to be on a bare Lambda; it reads this while it is imported.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  // Stories run in several processes: one unpacks, and the others must not start what is half written.
  const lock = join(tmpdir(), "openfloor-browser-lock");
  const until = Date.now() + UNPACK_MS;
  while (!tryMakeFolder(lock)) {
    if (Date.now() > until) throw new Error(`${lock} is held by another run. If there is none, remove it.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  try {
    const { default: chromium } = await import("@sparticuz/chromium");
    return await chromium.executablePath();
  } catch (cause) {
    throw new Error(
      "No browser for the stories. Install Chrome, Edge or Chromium, or set CHROME_PATH to one. " +
        "The one in the package @sparticuz/chromium (Linux x64) could not be had.",
      { cause },
    );
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryMakeFolder(path: string): boolean {
  try {
    mkdirSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function findCommand(name: string): string | undefined {
  try {
    const [path] = execFileSync(process.platform === "win32" ? "where" : "which", [name], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).split(/\r?\n/);
    return path || undefined;
  } catch {
    return undefined; // Not installed.
  }
}

/** A browser for many readers, each in a context of his own. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: FLAGS });
}

/** A browser with a profile that outlives it, and that can be killed. */
export interface Installed {
  context: BrowserContext;
  /** As its owner does who closes it: what it has in hand is written down. */
  end(): Promise<void>;
  /** As a crash or a pulled plug would: every process of it, at once. */
  kill(): Promise<void>;
}

/** @param profile Folder of the profile: started on it again, the browser finds what it had kept. */
export async function startInstalled(profile: string, options: BrowserContextOptions = {}): Promise<Installed> {
  const child = spawn(
    await findBrowser(),
    ["--headless=new", "--remote-debugging-port=0", `--user-data-dir=${profile}`, ...FLAGS, "about:blank"],
    // A group of its own, so that no helper process outlives it and goes on writing.
    { detached: true, stdio: ["ignore", "ignore", "pipe"] },
  );
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const browser = await chromium.connectOverCDP(await readAddress(child));
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.newPage());
  if (options.viewport) await page.setViewportSize(options.viewport);
  return {
    context,
    async end() {
      const session = await browser.newBrowserCDPSession();
      await session.send("Browser.close").catch(() => {}); // It is gone before it answers.
      await gone;
      await browser.close().catch(() => {});
    },
    async kill() {
      try {
        process.kill(-child.pid!, "SIGKILL");
      } catch {
        // Gone already.
      }
      await gone;
      await browser.close().catch(() => {});
    },
  };
}

/** What Chromium prints once it can be spoken to. */
function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stderr!.setEncoding("utf8").on("data", (words: string) => {
      printed += words;
      const address = /DevTools listening on (ws:\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    });
    child.once("exit", (code) => reject(new Error(`The browser ended with ${code}: ${printed}`)));
    child.once("error", reject);
  });
}

/** An empty folder, removed by `drop`. */
export function makeFolder(name: string): { path: string; drop(): void } {
  const path = mkdtempSync(join(tmpdir(), `openfloor-${name}-`));
  return { path, drop: () => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}
