const QUOTES = `"“„«»‘'「『`;
const CLOSE_QUOTE = `["”“»«’'」』]`;
/** `"Member" means …`, `“Board” shall mean …`, `„Mitglied“ ist …`, `「会員」とは…`. */
const DEFINITION = new RegExp(
  `^(?:(?:the|a|an|der|die|das|le|la|el) )?[${QUOTES}][^"”“»«」』]{1,100}${CLOSE_QUOTE},? ?(?:\\([^)]{1,60}\\) )?(?:(?:shall |may |will )?(?:mean|means|refer|refers|include|includes|has the meaning|have the meaning|is defined)\\b|(?:ist|sind|bedeutet|bezeichnet|désigne|signifie|significa|se entiende|とは|是指|指|means))`,
  "i",
);
/** An editor in brackets: `[Section 2 substituted by …]`; `[Reserved.]` is law. */
const NOTE =
  /^\[(?=[^\]]*\b(?:amended|substituted|inserted|repealed|deleted|added|replaced|renumbered|editor|editorial|note|version|effective|as from|commencement|geändert|eingefügt|aufgehoben|modifié|modificado)\b)[^[\]]*(?:\[[^[\]]*\][^[\]]*)*\]\.?$|^(?:editor['’]s note|editorial note|anmerkung der redaktion|note de l['’]éditeur)\b/i;
const NOTE_UNITS = 600;

/** What a paragraph without label is by its words. */
export function kindOfWords(text: string): "paragraph" | "definition" | "note" {
  const isShort = text.length <= NOTE_UNITS;
  if (isShort && "[EeAaNn".includes(text[0]!) && NOTE.test(text)) return "note";
  // "The 'Board' means …": the quote opens the first word or the second.
  const second = text.indexOf(" ") + 1;
  const mayDefine = QUOTES.includes(text[0]!) || (second <= 4 && QUOTES.includes(text[second] ?? ""));
  return mayDefine && DEFINITION.test(text.slice(0, 260)) ? "definition" : "paragraph";
}
