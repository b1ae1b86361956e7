import { readFileSync } from "node:fs";

/** What a server is told by whoever starts it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that cannot be: its message is one sentence for whoever started the server. */
export class SettingError extends Error {
  readonly code = "setting-unknown";
}

/**
 * A setting that is a secret, or the content of the file that `<NAME>_FILE`
 * names: what stands in an environment can be read by more than one thinks.
 *
 * @throws {SettingError}
 */
export function readSecretSetting(name: string, environment: Environment): string | undefined {
  const [written, path] = [environment[name], environment[`${name}_FILE`]];
  if (!path) return written || undefined;
  if (written) throw new SettingError(`${name} and ${name}_FILE are both set. Leave one of them out.`);
  try {
    const secret = readFileSync(path, "utf8").trim();
    if (secret) return secret;
  } catch (error) {
    throw new SettingError(`${name}_FILE names ${path}, which cannot be read (${(error as { code?: string }).code}).`);
  }
  throw new SettingError(`${name}_FILE names ${path}, which is empty.`);
}
