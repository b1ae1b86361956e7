/** Words as they stand, in the text or a quoted attribute of an HTML page. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`).replaceAll("\0", "\uFFFD");
}

/** XML has no place for these, not even escaped: one of them, and no reader takes the whole feed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const NOT_IN_XML = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|\p{Cs}/gu;

/** Words as they stand, in the text or a quoted attribute of XML; what XML cannot hold becomes `�`. */
export function escapeXml(text: string): string {
  // A bare carriage return would be read as a line feed.
  return text.replace(NOT_IN_XML, "\uFFFD").replace(/[&<>"'\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
