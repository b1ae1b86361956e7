import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";

/** What a server is started with. */
export interface Settings {
  /** 0 takes any free one. */
  port: number;
  host: string;
  /** Absolute paths. */
  data: string;
  bylaws: string;
  /** The built pages; `undefined` when something else serves them. */
  pages?: string;
  limits: Limits | "off";
  /** Believes `X-Forwarded-For` and `-Proto`: only behind a proxy that sets them. */
  trustProxy: boolean;
  /** Takes what the operator should know: one line each. */
  log(line: string): void;
}

/** Requests a minute. */
export interface Limits {
  postsByPerson: number;
  postsByAddress: number;
  readsByAddress: number;
  /** Live streams open at one time. */
  streamsByAddress: number;
}

const LIMITS: Limits = { postsByPerson: 60, postsByAddress: 600, readsByAddress: 3000, streamsByAddress: 500 };

const LIMIT_NAMES = {
  postsByPerson: "OPENFLOOR_POSTS_PER_PERSON",
  postsByAddress: "OPENFLOOR_POSTS_PER_ADDRESS",
  readsByAddress: "OPENFLOOR_READS_PER_ADDRESS",
  streamsByAddress: "OPENFLOOR_STREAMS_PER_ADDRESS",
} as const;

/** The arguments of `openfloor serve`, as given. */
export interface ServeArguments {
  port?: string;
  host?: string;
  data?: string;
  bylaws?: string;
}

/** A setting that cannot be: its message is one sentence for whoever started the server. */
export class SettingError extends Error {
  readonly code = "setting-unknown";
}

/**
 * Reads arguments first, then the environment, then the defaults.
 *
 * @param home Folder of the package: its bylaws are shown where there are no others.
 * @throws {SettingError}
 */
export function readSettings(
  args: ServeArguments,
  environment: Readonly<Record<string, string | undefined>>,
  { folder, home, log }: { folder: string; home: string; log(line: string): void },
): Settings {
  const pages = resolve(home, "dist/pages");
  return {
    port: readPort(args.port ?? environment.PORT ?? "4160"),
    host: args.host ?? environment.OPENFLOOR_HOST ?? "localhost",
    data: resolve(folder, args.data ?? environment.OPENFLOOR_DATA ?? "data"),
    bylaws: findBylaws(args.bylaws ?? environment.OPENFLOOR_BYLAWS, folder, home),
    pages: existsSync(pages) ? pages : undefined,
    limits: readLimits(environment),
    trustProxy: isOn(environment.OPENFLOOR_TRUST_PROXY),
    log,
  };
}

/** The folder the bylaws are read from. @throws {SettingError} */
export function findBylaws(named: string | undefined, folder: string, home: string): string {
  const near = resolve(folder, "bylaws");
  const found = named !== undefined ? resolve(folder, named) : existsSync(near) ? near : resolve(home, "bylaws");
  if (!existsSync(found))
    throw new SettingError(`The bylaws folder ${found} does not exist. Name another one with --bylaws.`);
  if (!statSync(found).isDirectory())
    throw new SettingError(`${found} is not a folder. Name the bylaws folder with --bylaws.`);
  return found;
}

function readPort(written: string): number {
  const port = Number(written);
  if (/^\d+$/.test(written) && port <= 65_535) return port;
  throw new SettingError(`The port must be a number from 0 to 65535; “${written}” is none.`);
}

function readLimits(environment: Readonly<Record<string, string | undefined>>): Limits | "off" {
  if (environment.OPENFLOOR_LIMITS?.toLowerCase() === "off") return "off";
  const limits = { ...LIMITS };
  for (const [name, variable] of Object.entries(LIMIT_NAMES) as [keyof Limits, string][]) {
    const written = environment[variable];
    if (written === undefined || written === "") continue;
    if (!/^[1-9]\d{0,8}$/.test(written))
      throw new SettingError(`${variable} must be a whole number from 1; “${written}” is none.`);
    limits[name] = Number(written);
  }
  return limits;
}

function isOn(written: string | undefined): boolean {
  return written !== undefined && !["", "0", "false", "no", "off"].includes(written.toLowerCase());
}
