const LONGEST_UNITS = 80;

/** `“and discuss the review …”`: long words are cut after a word, and where there are no blanks, between signs. */
export function shortQuote(words: string): string {
  if (words.length <= LONGEST_UNITS) return `“${words}”`;
  const start = words.slice(0, LONGEST_UNITS);
  const blank = start.lastIndexOf(" ");
  return `“${blank > 0 ? start.slice(0, blank) : start.replace(/[\ud800-\udbff]$/, "")} …”`;
}
