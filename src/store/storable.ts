/** Stands before the number of a UTF-16 unit that a database would not keep. It is no character: no text has it. */
const MARK = "\uFFFF";
const UNKEPT = /[\0\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * A value as both databases keep it: PostgreSQL takes no NUL, SQLite cuts a
 * text off at it, and half a surrogate pair would come back as another letter.
 */
export function storable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== "string") return value;
  return value.replace(UNKEPT, (unit) => MARK + unit.charCodeAt(0).toString(16).padStart(4, "0"));
}

function fromStored(value: unknown): unknown {
  if (typeof value !== "string" || !value.includes(MARK)) return value;
  return value.replace(/\uFFFF([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** A row with its texts as they were before `storable`. */
export function rowFromStored(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, fromStored(value)]));
}
