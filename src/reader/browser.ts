import type { World } from "../ledger/remote.ts";

/** The browser, as the parts that run anywhere want to be handed it. */
export const browser: World = {
  fetch: (url, init) => fetch(url, init),
  openEvents: (url) => new EventSource(url),
  after(delayMs, call) {
    const timer = setTimeout(call, delayMs);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** A key nobody else will choose. `crypto.randomUUID` is missing on plain http to another machine. */
export function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The calendar day it is now, in UTC, as the server counts them. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Somebody is writing: nothing may take the focus from him. */
export function isWriting(): boolean {
  return document.activeElement?.matches("input, textarea, select") ?? false;
}

/** An address of this site as it is sent to others. */
export function wholeLink(address: string): string {
  return new URL(address, location.href).href;
}
