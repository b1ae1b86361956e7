import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const FOLDERS = ["text", "compare", "anchor", "ledger", "discuss", "decide", "store", "server", "cli", "reader"];
const RUNS_ANYWHERE = new Set(FOLDERS.slice(0, 6));
const NODE_ONLY = new Set(["store", "server", "cli"]);
const NO_NAMES = /^(?:utils?|helpers?|common|types?|index|shared|misc|lib)\./i;

/** Where each package may be imported: a folder, or one file. */
const HOMES: Record<string, string> = {
  diff: "compare",
  react: "reader",
  "react-dom": "reader",
  wouter: "reader",
  "idb-keyval": "reader/Shelf.ts",
  "@fontsource-variable/source-serif-4": "reader",
  "react-markdown": "reader/Prose.tsx",
  "remark-gfm": "reader/Prose.tsx",
  libsql: "store",
  kysely: "store",
  pg: "store",
  "better-auth": "server/accounts.ts",
  nodemailer: "server/mail.ts",
  fastify: "server",
  "fastify-type-provider-zod": "server",
  "@fastify/cookie": "server",
  "@fastify/helmet": "server",
  "@fastify/static": "server",
  "@fastify/swagger": "server",
  zod: "server",
  chokidar: "server",
  vite: "server/dev.ts",
  yaml: "text",
  papaparse: "text/readCsv.ts",
};

/** Only one file of its home may import these: to replace them is to change one file. */
const ONE_FILE = new Set(["yaml", "chokidar"]);

/** What the first six folders must be handed instead of reaching for. */
const WORLD: [RegExp, string][] = [
  [/(?<![.\w$])(?:window|localStorage|sessionStorage|indexedDB|navigator|globalThis)\b(?!\s*[?]?:)/, "the browser"],
  [/(?<![.\w$])location\.(?:href|hash|search|pathname|reload|origin)\b/, "the browser"],
  [
    /(?<![.\w$])document\.(?:query|getElement|getSelection|create|body\b|head\b|documentElement|addEvent|cookie|activeElement)/,
    "the browser",
  ],
  [/(?:\bawait|\breturn|=>|[=(,?:!&|])\s*fetch\s*\(/, "the network"],
  [/(?<![.\w$])new (?:EventSource|WebSocket|XMLHttpRequest)\b/, "the network"],
  [/(?<![.\w$])(?:Date\.now|performance\.now)\b|(?<![.\w$])new Date\(\s*\)|(?<![.\w$])Date\(\s*\)/, "the clock"],
  [/(?<![.\w$])(?:setTimeout|setInterval|setImmediate|requestAnimationFrame)\b/, "the clock"],
  [/(?<![.\w$])Math\.random\b/, "chance"],
  [/(?<![.\w$])crypto\b(?!\s*[?]?:)/, "the platform’s crypto"],
  [/(?<![.\w$])process\.(?!\.)/, "Node"],
];

/** Every way in which a tree of sources breaks rules 1 to 4 of the house, one sentence each. Paths are inside `src`. */
function findMistakes(sources: Readonly<Record<string, string>>): string[] {
  const mistakes: string[] = [];
  const edges = new Map<string, string[]>();
  const users = new Map<string, string[]>();
  for (const [path, source] of Object.entries(sources)) {
    const say = (sentence: string) => mistakes.push(`${path}: ${sentence}`);
    const [folder = "", file = "", ...deeper] = path.split("/");
    if (!FOLDERS.includes(folder)) say(`“${folder}” is no folder of the house.`);
    if (deeper.length > 0) say("folders are flat.");
    if (NO_NAMES.test(file)) say("is not a word of the domain.");
    if (path.endsWith(".css")) continue;

    const code = withoutWords(source);
    if (/^export default\b/m.test(code)) say("has a default export.");
    if (/^export\s+(?:type\s+)?(?:\*|\{[^}]*\})(?:\s+as\s+\w+)?\s+from\b/m.test(code)) {
      say("hands on what another file defines.");
    }
    if (!file.startsWith("main.") && !isNamedAfterExport(file, code)) say("is not named after anything it exports.");
    if (RUNS_ANYWHERE.has(folder)) {
      for (const [pattern, what] of WORLD) {
        const found = pattern.exec(code);
        if (found) say(`reaches for ${what} (“${found[0].trim()}”); have it handed in.`);
      }
    }
    for (const name of importsOf(source)) {
      if (name.startsWith(".")) {
        const target = join(dirname(path), name).replaceAll("\\", "/");
        if (!/\.(?:tsx?|css)$/.test(name)) say(`imports ${name} without its extension.`);
        else if (sources[target] === undefined) say(`imports ${name}, which is not there.`);
        const home = target.split("/")[0]!;
        if (FOLDERS.indexOf(home) > FOLDERS.indexOf(folder)) say(`imports from ${home}, which comes after ${folder}.`);
        if (folder === "reader" && NODE_ONLY.has(home)) say(`imports from ${home}, which runs on a server only.`);
        edges.set(path, [...(edges.get(path) ?? []), target]);
      } else if (name.startsWith("node:")) {
        if (!NODE_ONLY.has(folder)) say(`imports ${name}; only store, server and cli run on Node.`);
      } else {
        const parts = name.split("/");
        const pack = name.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
        const home = HOMES[pack];
        if (!home) say(`imports ${pack}, which has no home yet.`);
        else if (path !== home && folder !== home) say(`imports ${pack}, whose home is ${home}.`);
        users.set(pack, [...(users.get(pack) ?? []), path]);
      }
    }
  }
  for (const [pack, paths] of users) {
    if (ONE_FILE.has(pack) && new Set(paths).size > 1)
      mistakes.push(`${pack} is imported by ${paths.join(" and ")}: one file may.`);
  }
  return [...mistakes, ...findCycles(edges)];
}

/** Every module a source names: static, for its effect, handed on, or loaded later. */
function importsOf(source: string): string[] {
  const found = [
    ...source.matchAll(/^(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm),
    ...source.matchAll(/^import\s*["']([^"']+)["']/gm),
    ...source.matchAll(/(?<![.\w])import\(\s*["']([^"']+)["']\s*\)/g),
  ];
  return found.map(([, name]) => name!);
}

/** The source without comments and without what stands in strings, templates and regular expressions. */
function withoutWords(source: string): string {
  const token =
    /\/\/.*|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?<=[(,=:[!&|?{};+~^%*-]\s*|\breturn\s+|^\s*)\/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/gm;
  return source.replace(token, (words) => (words.startsWith("/") ? " " : words[0] + words[0]!));
}

/** `pieces.ts` exports `piecesOf`, `amendmentFile.ts` exports `readAmendment`: a word of the file's name is in one of its exports. */
function isNamedAfterExport(file: string, code: string): boolean {
  const words = file
    .replace(/\.tsx?$/, "")
    .split(/(?=[A-Z])/)
    .map((word) => word.toLowerCase().replace(/(?<=...)s$/, ""));
  const names = [
    ...code.matchAll(
      /^export\s+(?:async\s+|abstract\s+|declare\s+)?(?:function\*?|class|const|let|interface|type|enum)\s+([\w$]+)/gm,
    ),
  ].map(([, name]) => name!.toLowerCase());
  return names.some((name) => words.some((word) => name.includes(word)));
}

function findCycles(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const cycles: string[] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): void => {
    if (trail.includes(path)) {
      cycles.push(`a circle of imports: ${[...trail.slice(trail.indexOf(path)), path].join(" → ")}.`);
      return;
    }
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return cycles;
}

function readSources(): Record<string, string> {
  const root = join(import.meta.dirname, "../src");
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|css|m?js)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(root, path), "utf8")]));
}

test("the house is in order: folders to the left, one home for a package, files named after what they export", () => {
  const sources = readSources();
  expect(Object.keys(sources).length).toBeGreaterThan(50);
  expect(findMistakes(sources)).toEqual([]);
});

const CLAUSE = "export interface Clause {}";

test.each<[string, Record<string, string>, string[]]>([
  [
    "an import to the right",
    {
      "text/clause.ts": 'import { pair } from "../compare/pair.ts";\nexport const clause = pair;',
      "compare/pair.ts": "export const pair = 1;",
    },
    ["text/clause.ts: imports from compare, which comes after text."],
  ],
  [
    "a page that imports the server, if only a type of it",
    {
      "reader/App.tsx": 'import type {\n  Routes,\n} from "../server/routes.ts";\nexport const App = (r: Routes) => r;',
      "server/routes.ts": "export type Routes = 1;",
    },
    ["reader/App.tsx: imports from server, which runs on a server only."],
  ],
  [
    "a package away from home, and one nobody gave a home",
    { "text/clause.ts": `${CLAUSE}\nimport { diffWords } from "diff";\nimport "left-pad";` },
    [
      "text/clause.ts: imports diff, whose home is compare.",
      "text/clause.ts: imports left-pad, which has no home yet.",
    ],
  ],
  [
    "the Markdown renderer anywhere but in Prose.tsx, loaded later or not",
    {
      "reader/Prose.tsx": 'import x from "react-markdown";\nexport const Prose = x;',
      "reader/App.tsx": 'export const App = () => import("react-markdown");',
    },
    ["reader/App.tsx: imports react-markdown, whose home is reader/Prose.tsx."],
  ],
  [
    "two files that read YAML",
    { "text/a.ts": 'import "yaml";\nexport const a = 1;', "text/b.ts": 'import "yaml";\nexport const b = 1;' },
    ["yaml is imported by text/a.ts and text/b.ts: one file may."],
  ],
  [
    "Node in a folder that runs anywhere",
    { "ledger/file.ts": 'import { open } from "node:fs";\nexport const file = open;' },
    ["ledger/file.ts: imports node:fs; only store, server and cli run on Node."],
  ],
  [
    "clock, chance, network and browser in a folder that runs anywhere",
    {
      "decide/day.ts":
        "export const day = () => Date.now();\nconst b = new Date();\nconst c = Math.random();\nconst d = await fetch(c);\nsetTimeout(b, d);\nconst e = document.querySelector(a);\nconst f = crypto.subtle;",
    },
    [
      "decide/day.ts: reaches for the browser (“document.query”); have it handed in.",
      "decide/day.ts: reaches for the network (“await fetch(”); have it handed in.",
      "decide/day.ts: reaches for the clock (“Date.now”); have it handed in.",
      "decide/day.ts: reaches for the clock (“setTimeout”); have it handed in.",
      "decide/day.ts: reaches for chance (“Math.random”); have it handed in.",
      "decide/day.ts: reaches for the platform’s crypto (“crypto”); have it handed in.",
    ],
  ],
  [
    "the same words in comments, strings and regular expressions, and a clock for a given day, are allowed",
    {
      "decide/day.ts":
        '// Date.now() and Math.random() are forbidden\n/* window */\nexport const day = (at: string) => new Date(at);\nconst a = "localStorage";\nconst b = /crypto["\'`]/.test(a);\nconst c = `setTimeout`;\nconst d = place.document.title;\ninterface W { fetch(url: string): void }',
    },
    [],
  ],
  [
    "a barrel, a default export, an import without extension, a name that says nothing",
    {
      "text/index.ts": 'export * from "./clause.ts";\nexport default 1;\nimport "./clause";',
      "text/clause.ts": CLAUSE,
    },
    [
      "text/index.ts: is not a word of the domain.",
      "text/index.ts: has a default export.",
      "text/index.ts: hands on what another file defines.",
      "text/index.ts: is not named after anything it exports.",
      "text/index.ts: imports ./clause without its extension.",
    ],
  ],
  [
    "three files in a circle",
    {
      "text/a.ts": 'import { b } from "./b.ts";\nexport const a = b;',
      "text/b.ts": 'import { c } from "./c.ts";\nexport const b = c;',
      "text/c.ts": 'import { a } from "./a.ts";\nexport const c = a;',
    },
    ["a circle of imports: text/a.ts → text/b.ts → text/c.ts → text/a.ts."],
  ],
  [
    "a folder in a folder, a folder that is not of the house, a file named after nothing it exports",
    {
      "text/parts/a.ts": "export const a = 1;",
      "extras/b.ts": "export const b = 1;",
      "text/clause.ts": "export const sentence = 1;",
    },
    [
      "text/parts/a.ts: folders are flat.",
      "text/parts/a.ts: is not named after anything it exports.",
      "extras/b.ts: “extras” is no folder of the house.",
      "text/clause.ts: is not named after anything it exports.",
    ],
  ],
])("the checker finds %s", (_, sources, mistakes) => {
  expect(findMistakes(sources)).toEqual(mistakes);
});
