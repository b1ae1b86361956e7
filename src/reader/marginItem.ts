import type { ReactNode } from "react";
import type { Thread } from "../discuss/thread.ts";

/** Something that stands in the margin beside its words. */
export interface MarginItem {
  key: string;
  /** Row of the text it stands beside; without it, the whole. */
  row?: number;
  /** What its words are marked with in that row; where they are not found, the row itself counts. */
  mark?: number;
  /** Stands level with its words whatever the others must do. */
  isLead: boolean;
  /** Drawn wherever it stands: it is open, or being written or sent. */
  isKept: boolean;
  thread?: Thread;
  draw: () => ReactNode;
}

/** Where the words in a row stand, in pixels of the window. */
export function topOf(host: Element, mark: number | undefined): number {
  // Folded words have no place of their own; the line that stands for them has.
  const folded = foldLineOf(host);
  const words = mark === undefined ? undefined : host.querySelector(`mark[data-marks~="${mark}"]`);
  return (folded ?? words ?? host).getBoundingClientRect().top;
}

/** The line that stands for folded words: it comes before the first of the folded in a row. */
export function foldLineOf(element: Element): Element | undefined {
  let folded: Element | null = element.closest(".foldable[hidden]");
  while (folded?.matches(".foldable[hidden]")) folded = folded.previousElementSibling;
  return folded ?? undefined;
}
