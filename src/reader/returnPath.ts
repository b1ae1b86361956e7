/** Where one is, to come back to after signing in: path, query and hash. */
export function returnPath(): string {
  const { pathname, search, hash } = location;
  return pathname.startsWith("/sign-in") ? safePath(new URLSearchParams(search).get("next")) : pathname + search + hash;
}

/** A path of this site; anything else that an address names as the way back leads home. */
export function safePath(next: string | null | undefined): string {
  if (!next) return "/";
  try {
    const { origin, pathname, search, hash } = new URL(next, location.origin);
    return next.startsWith("/") && origin === location.origin ? pathname + search + hash : "/";
  } catch {
    return "/";
  }
}
