/** At the start of a line these would open a heading, a list, a table or a rule. */
const OPENING =
  /^(?:#{1,6}(?=\s|$)|[-+=~.](?=[-+=~.\s]|$)|[>|]|[•‣◦▪–](?=\s)|[0-9٠-٩۰-۹]{1,9}(?=[.)]\s)|\[\^?[^\]]*(?=\]:))/;

/** A line that would open something is made to open nothing. Marks of emphasis and code are escaped or meant already. */
export function escapeStart(line: string): string {
  const opening = OPENING.exec(line)?.[0];
  if (opening === undefined) return line;
  // Only ASCII signs can be escaped.
  if (opening.charCodeAt(0) >= 128 && !/^\p{Nd}/u.test(opening)) return `&#${opening.charCodeAt(0)};${line.slice(1)}`;
  const at = /^[\p{Nd}[]/u.test(opening) ? opening.length : 0;
  return `${line.slice(0, at)}\\${line.slice(at)}`;
}
