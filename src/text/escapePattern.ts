/** Words of a text as a pattern that finds just them, whatever signs they hold. */
export function escapePattern(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
