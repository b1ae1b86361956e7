/**
 * The text of a CSV file. Spreadsheets on Windows still write the letters of
 * the country (Windows-1252) unless told otherwise, and some write UTF-16.
 */
export function decodeCsv(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const wide = mark === "255 254" ? "utf-16le" : mark === "254 255" ? "utf-16be" : undefined;
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
