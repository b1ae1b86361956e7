import { randomBytes } from "node:crypto";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

const BUFFER_UNITS = 256 * 1024;

/**
 * Writes a file that is there whole or not at all: under another name first,
 * on disk before it takes the place of what was there.
 *
 * @param write Hands over the text piece by piece; `add` resolves when more may follow.
 * @param mode Rights of the file.
 * @throws What the disk says. What stood under the name stands there still.
 */
export async function writeWhole(
  path: string,
  mode: number,
  write: (add: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  // To take the place of a device, as /dev/null, would take it from everybody.
  if (there && !there.isFile()) throw new Error(`${path} is no file; name one that is, or one that is not there yet`);
  const unfinished = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.part`);
  const file = await open(unfinished, "wx", mode);
  try {
    await writeAll(file, write);
    await file.sync();
    await file.close();
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await file.close().catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeAll(file: FileHandle, write: (add: (text: string) => Promise<void>) => Promise<void>) {
  let waiting = "";
  await write(async (text) => {
    waiting += text;
    if (waiting.length < BUFFER_UNITS) return;
    const full = waiting;
    waiting = "";
    await file.writeFile(full);
  });
  await file.writeFile(waiting);
}

/** The new name is on disk too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
