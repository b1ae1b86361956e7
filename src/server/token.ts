import { createHash, randomBytes } from "node:crypto";

/** 256 bits by chance, in 43 characters. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: whoever reads it cannot use it. */
export function hashOfToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
