import { CLASSES, type Payload, type PayloadClass } from "./payload.ts";
import { payloadsOfMarkup } from "./payloadsOfMarkup.ts";
import { payloadsOfText } from "./payloadsOfText.ts";

/**
 * The whole collection, each text once, in the order of the classes.
 *
 * @param canary Host and port that no page may ever ask for anything.
 */
export function payloads(canary: string): Payload[] {
  const known = new Set<string>();
  const all = [...payloadsOfMarkup(canary), ...payloadsOfText(canary)].filter(
    ({ text }) => !known.has(text) && known.add(text),
  );
  return CLASSES.flatMap((name) => all.filter((payload) => payload.class === name));
}

/** So many of each class, spread over it. */
export function someOfEach(all: readonly Payload[], count: number): Payload[] {
  return CLASSES.flatMap((name) => {
    const own = all.filter((payload) => payload.class === name);
    return Array.from({ length: Math.min(count, own.length) }, (_, at) => own[Math.floor((at * own.length) / count)]!);
  });
}

export function countByClass(all: readonly Payload[]): Record<PayloadClass, number> {
  return Object.fromEntries(
    CLASSES.map((name) => [name, all.filter((payload) => payload.class === name).length]),
  ) as Record<PayloadClass, number>;
}
