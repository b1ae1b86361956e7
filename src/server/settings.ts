import { existsSync, statSync } from "node:fs";
import { isIP } from "node:net";
import { dirname, resolve } from "node:path";
import { type AccountSettings, readAccountSettings } from "./accountSettings.ts";
import type { Log, LogFormat } from "./log.ts";
import { type Environment, readSecretSetting, SettingError } from "./setting.ts";

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
  /** PostgreSQL; without it, everything is kept in the data folder. */
  databaseUrl?: string;
  /** Where the public finds it: `https://floor.example.org`. Without it, where it listens. */
  origin?: string;
  /** The secretary's list of people; need not exist. */
  people: string;
  /** Whoever gives a name may speak. */
  guests: boolean;
  /** What people sign in with. */
  accounts: AccountSettings;
  limits: Limits | "off";
  trustProxy: TrustedProxies;
  /** Whoever shows it may ask for `/metrics`. */
  metricsToken?: string;
  /** Names the address of whoever asks in the log; by default nobody's is kept. */
  logAddresses: boolean;
  log: Log;
}

/**
 * Whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed: nobody's, those
 * of proxies with these addresses, or so many hops, whatever their address.
 */
export type TrustedProxies = false | number | readonly string[];

/** So many in so many seconds. */
export interface Limit {
  most: number;
  seconds: number;
}

/**
 * Every limit on how often something may be asked: its name, its default, and
 * the variable that sets another number. Limits in time are shared by all
 * processes on one database; open streams are counted by each.
 */
export const LIMITS = {
  postsByPerson: { variable: "OPENFLOOR_POSTS_PER_PERSON", most: 60, seconds: 60 },
  postsByAddress: { variable: "OPENFLOOR_POSTS_PER_ADDRESS", most: 600, seconds: 60 },
  readsByPerson: { variable: "OPENFLOOR_READS_PER_PERSON", most: 600, seconds: 60 },
  readsByAddress: { variable: "OPENFLOOR_READS_PER_ADDRESS", most: 3000, seconds: 60 },
  /** Links to sign in with: for one mailbox from one network, then from all. Whoever asks too often is not told. */
  mailsByMailboxAMinute: { variable: "OPENFLOOR_MAILS_PER_MAILBOX_A_MINUTE", most: 1, seconds: 60 },
  mailsByMailboxAnHour: { variable: "OPENFLOOR_MAILS_PER_MAILBOX_AN_HOUR", most: 5, seconds: 60 * 60 },
  mailsByMailboxADay: { variable: "OPENFLOOR_MAILS_PER_MAILBOX_A_DAY", most: 20, seconds: 24 * 60 * 60 },
  mailsByMailbox: { variable: "OPENFLOOR_MAILS_PER_MAILBOX", most: 60, seconds: 24 * 60 * 60 },
  mailsByAddress: { variable: "OPENFLOOR_MAILS_PER_ADDRESS", most: 300, seconds: 60 * 60 },
  /** Only links that fail are counted: a good one is taken from everywhere. */
  failedLinksByAddress: { variable: "OPENFLOOR_FAILED_LINKS_PER_ADDRESS", most: 30, seconds: 15 * 60 },
  /** Live streams open at one time. */
  streamsByAddress: { variable: "OPENFLOOR_STREAMS_PER_ADDRESS", most: 500, seconds: 0 },
  streams: { variable: "OPENFLOOR_STREAMS", most: 15_000, seconds: 0 },
} as const satisfies Record<string, Limit & { variable: string }>;

export type Limits = { [Name in keyof typeof LIMITS]: Limit };

/** The arguments of `openfloor serve`, as given. */
export interface ServeArguments {
  port?: string;
  host?: string;
  data?: string;
  bylaws?: string;
  people?: string;
}

/**
 * Reads arguments first, then the environment, then the defaults.
 *
 * @param home Folder of the package: its bylaws are shown where there are no others.
 * @throws {SettingError}
 */
export function readSettings(
  args: ServeArguments,
  environment: Environment,
  { folder, home, log }: { folder: string; home: string; log: Log },
): Settings {
  const pages = resolve(home, "dist/pages");
  const bylaws = findBylaws(args.bylaws ?? environment.OPENFLOOR_BYLAWS, folder, home);
  return {
    port: readPort(args.port ?? environment.PORT ?? "4160"),
    host: args.host ?? environment.OPENFLOOR_HOST ?? "localhost",
    data: resolve(folder, args.data ?? environment.OPENFLOOR_DATA ?? "data"),
    bylaws,
    pages: existsSync(pages) ? pages : undefined,
    databaseUrl: readDatabaseUrl(environment),
    origin: readOrigin(environment.OPENFLOOR_ORIGIN),
    people: findPeople(args.people ?? environment.OPENFLOOR_PEOPLE, folder, bylaws),
    guests: readSwitch("OPENFLOOR_GUESTS", environment, true),
    accounts: readAccountSettings(environment),
    limits: readLimits(environment),
    trustProxy: readTrustedProxies(environment.OPENFLOOR_TRUST_PROXY),
    metricsToken: readMetricsToken(environment),
    logAddresses: readSwitch("OPENFLOOR_LOG_ADDRESSES", environment, false),
    log,
  };
}

/** A person at a terminal reads sentences; everything else reads JSON. @throws {SettingError} */
export function readLogFormat({ OPENFLOOR_LOG: written }: Environment, isTerminal: boolean): LogFormat {
  if (!written) return isTerminal ? "text" : "json";
  if (written === "json" || written === "text") return written;
  throw new SettingError(`OPENFLOOR_LOG must be json or text; “${written}” is neither.`);
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

function findPeople(named: string | undefined, folder: string, bylaws: string): string {
  const path = named === undefined ? resolve(dirname(bylaws), "people.yaml") : resolve(folder, named);
  if (named !== undefined && !existsSync(path))
    throw new SettingError(`The list of people ${path} does not exist. Name another one with --people.`);
  return path;
}

export function readDatabaseUrl(environment: Environment): string | undefined {
  const written = readSecretSetting("DATABASE_URL", environment);
  // The address itself holds a password: it is not repeated.
  if (written && !/^postgres(?:ql)?:\/\//.test(written))
    throw new SettingError(
      "DATABASE_URL must begin with postgres://. Leave it out to keep everything in the data folder.",
    );
  return written;
}

export function readOrigin(written: string | undefined): string | undefined {
  if (!written) return undefined;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.href === `${url.origin}/`;
  if (isOrigin) return url.origin;
  throw new SettingError(
    `OPENFLOOR_ORIGIN must be an address without a path, as https://floor.example.org; “${written}” is none.`,
  );
}

function readTrustedProxies(written = ""): TrustedProxies {
  const value = written.trim().toLowerCase();
  if (isOff(value)) return false;
  if (isOn(value)) return 1;
  if (/^[1-9]$/.test(value)) return Number(value);
  const addresses = value.split(",").map((address) => address.trim());
  const odd = addresses.find((address) => !/^(?:loopback|linklocal|uniquelocal)$/.test(address) && !isNetwork(address));
  if (odd === undefined) return addresses;
  throw new SettingError(
    `OPENFLOOR_TRUST_PROXY must be addresses of proxies (10.0.0.7, 10.0.0.0/8, loopback) or the number of proxies one behind the other; “${odd}” is neither.`,
  );
}

function isNetwork(written: string): boolean {
  const [address = "", bits] = written.split("/");
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function readMetricsToken(environment: Environment): string | undefined {
  const token = readSecretSetting("OPENFLOOR_METRICS_TOKEN", environment);
  if (token && token.length < 16)
    throw new SettingError("OPENFLOOR_METRICS_TOKEN must have at least 16 characters: it is a password.");
  return token;
}

function readLimits(environment: Environment): Limits | "off" {
  if (environment.OPENFLOOR_LIMITS?.toLowerCase() === "off") return "off";
  return Object.fromEntries(
    Object.entries(LIMITS).map(([name, { variable, most, seconds }]) => {
      const written = environment[variable] || String(most);
      if (/^[1-9]\d{0,8}$/.test(written)) return [name, { most: Number(written), seconds }];
      throw new SettingError(`${variable} must be a whole number from 1; “${written}” is none.`);
    }),
  ) as Limits;
}

function readSwitch(name: string, environment: Environment, otherwise: boolean): boolean {
  const written = environment[name]?.toLowerCase();
  if (!written) return otherwise;
  if (isOn(written)) return true;
  if (isOff(written)) return false;
  throw new SettingError(`${name} must be on or off; “${written}” is neither.`);
}

function isOn(written: string): boolean {
  return ["1", "true", "yes", "on"].includes(written);
}

function isOff(written: string): boolean {
  return ["", "0", "false", "no", "off"].includes(written);
}
