import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const FOLDER = join(import.meta.dirname, "../docs/operations");
const read = (name: string) => readFileSync(join(FOLDER, name), "utf8");
/** Without remarks. */
const lines = (name: string) =>
  read(name)
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter(Boolean);

test("the example for the proxy speaks current TLS only, and tells Openfloor truly whom it speaks to", () => {
  const nginx = lines("nginx.conf");
  expect(nginx.filter((line) => line.startsWith("ssl_protocols"))).toEqual(["ssl_protocols TLSv1.2 TLSv1.3;"]);
  // Written anew: what a client writes there itself is not handed on.
  expect(nginx).toContain("proxy_set_header X-Forwarded-For $remote_addr;");
  expect(nginx).toContain("proxy_set_header X-Forwarded-Proto $scheme;");
  expect(nginx.join("\n")).toMatch(/proxy_pass http:\/\/127\.0\.0\.1:\d+;/);
});

test("the example for the proxy sends pages from http to https, and refuses the interface there", () => {
  const nginx = lines("nginx.conf").join("\n");
  const plain = nginx.slice(nginx.indexOf("listen 80"), nginx.indexOf("listen 443"));
  expect(plain).toMatch(/location \/api\/ \{\s*return 4\d\d;/);
  expect(plain).toMatch(/return 301 https:\/\//);
  expect(plain).not.toContain("proxy_pass");
});

test("the example service runs as a user of its own, writes one folder, and is handed its secrets as files", () => {
  const service = lines("openfloor.service");
  expect(service.some((line) => /^(?:DynamicUser=yes|User=(?!root\b)\S+)$/.test(line))).toBe(true);
  expect(service).toContain("NoNewPrivileges=yes");
  expect(service).toContain("ProtectSystem=strict");
  expect(service).toContain("ProtectHome=yes");
  expect(service.filter((line) => /^(?:StateDirectory|ReadWritePaths)=/.test(line))).toHaveLength(1);
  expect(service.join("\n")).toMatch(/LoadCredential=/);
});

test("the example container does not run as root, runs no script of a package, and brings no secret", () => {
  const container = lines("Containerfile");
  const last = container.slice(container.findLastIndex((line) => line.startsWith("FROM ")));
  expect(last.some((line) => /^USER (?!root\b|0\b)\S+/.test(line))).toBe(true);
  for (const install of container.filter((line) => /\bnpm (?:ci|install|prune)\b/.test(line)))
    expect(install).toContain("--ignore-scripts");
  expect(container.filter((line) => /^(?:ENV|ARG) .*(?:PASSWORD|SECRET|TOKEN)\S*=/.test(line))).toEqual([]);
});

test("no example holds a password", () => {
  const found = readdirSync(FOLDER).flatMap((name) =>
    [...read(name).matchAll(/\/\/[^\s/:@]+:([^\s@/]+)@|(?:password|secret|token)\s*[=:]\s*["']?(\S+)/gi)].map(
      ([, inAddress, set]) => `${name}: ${inAddress ?? set}`,
    ),
  );
  // A path to a file, or a word in brackets that nobody could take for one.
  expect(found.filter((one) => !/: ["']?(?:\/|%|\$|<|…|\.\.\.)/.test(one))).toEqual([]);
});
