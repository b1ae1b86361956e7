import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** While the file named by OPENFLOOR_TEST_FSYNC_FAILS is there, every wait for the disk fails as on a broken one. */
const SOURCE = `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
static int fails(void) {
  const char *file = getenv("OPENFLOOR_TEST_FSYNC_FAILS");
  return file && access(file, F_OK) == 0;
}
int fsync(int fd) {
  if (fails()) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
int fdatasync(int fd) {
  if (fails()) { errno = EIO; return -1; }
  return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(fd);
}
`;

/**
 * Makes a disk whose `fsync` fails on demand, for a process started with this environment.
 *
 * @returns That, and the file to make and to remove.
 * @throws Where there is no C compiler: the test fails then, and says so.
 */
export function makeFailingFsync(folder: string): { environment: Record<string, string>; file: string } {
  const [source, library] = [join(folder, "fsync.c"), join(folder, "fsync.so")];
  writeFileSync(source, SOURCE);
  try {
    execFileSync(process.env.CC ?? "cc", ["-shared", "-fPIC", "-o", library, source, "-ldl"], { stdio: "pipe" });
  } catch (cause) {
    throw new Error("A C compiler (cc) is needed to test a disk that fails. Install one, Debian's gcc say.", { cause });
  }
  const file = join(folder, "fsync-fails");
  return { environment: { LD_PRELOAD: library, OPENFLOOR_TEST_FSYNC_FAILS: file }, file };
}
