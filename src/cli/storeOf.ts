import { resolve } from "node:path";
import { readDatabaseUrl } from "../server/settings.ts";
import type { StorePlace } from "../store/snapshot.ts";
import type { Io } from "./io.ts";

/**
 * Which store a command works on: the data folder that is named, else the
 * PostgreSQL of DATABASE_URL, else the data folder of the environment.
 *
 * @throws {SettingError}
 */
export function storeOf(
  data: string | undefined,
  io: Pick<Io, "environment" | "folder">,
): StorePlace & { name: string } {
  const folder = resolve(io.folder, data ?? io.environment.OPENFLOOR_DATA ?? "data");
  const databaseUrl = data === undefined ? readDatabaseUrl(io.environment) : undefined;
  return { data: folder, databaseUrl, name: nameOf({ data: folder, databaseUrl }) };
}

/** For people: of a database without user and password. */
export function nameOf({ data, databaseUrl }: StorePlace): string {
  if (databaseUrl === undefined) return data;
  const { host, pathname } = URL.canParse(databaseUrl) ? new URL(databaseUrl) : { host: "", pathname: "" };
  return `PostgreSQL at ${host}${pathname}`;
}
