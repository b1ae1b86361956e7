/**
 * The words people cite clauses with, by what they name. Of a language's forms
 * the first is the one labels are counted under, see `familyOf`.
 */
const FAMILIES: readonly (readonly [family: string, words: string])[] = [
  ["article", "articles?|arts?|artikeln?|artikels|articol[oi]|artículos?|artigos?|artykuł|стать[яиею]|المادة|مادة"],
  ["section", "sections?|secs?|sección|secciones|seção|secção|sezione"],
  ["bylaw", "by-?laws?"],
  ["rule", "rules?"],
  ["canon", "canons?"],
  ["amendment", "amendments?"],
  ["chapter", "chapters?|kapiteln?|kapitels|chapitres?|capítulos?|capitolo|hoofdstuk|rozdział|глав[аеуы]|الفصل|الباب"],
  ["abschnitt", "abschnitte?s?|abschnitten"],
  ["part", "parts?|teile?s?|parties?|partes?|deel|част[ьи]|القسم"],
  ["title", "titles?|titels?|titres?|títulos?|titolo"],
  ["book", "books?|buche?s?|livres?"],
  [
    "appendix",
    "appendix|appendices|annex|annexes?|schedules?|exhibits?|attachments?|addendum|anhangs?|anlagen?|anexos?|bijlage",
  ],
  // These name a part of another clause.
  [
    "inner",
    "sub-?sections?|sub-?clauses?|sub-?paragraphs?|paragraphs?|paras?|clauses?|items?|points?|absatz|absätzen?|abs|nummern?|nr|buchstaben?|buchst|alinéas?|paragraphes?|apartados?|párrafos?|الفقرة|البند|ال?بند",
  ],
];

const LIST = FAMILIES.flatMap(([family, words]) => words.split("|").map((word) => ({ family, word })));
const FORMS = LIST.map(({ family, word }) => ({ family, form: new RegExp(`^(?:${word})$`, "iu") }));
const known = new Map<string, string>();

/** Short vowels and the doubling sign, which Arabic may write or leave out. */
const MARKS = /[\u064B-\u0652\u0640]/g;

/** What a word of a label or of a reference names: `Sections` and `sec.` are `section`; `§` is itself. */
export function familyOf(written: string): string {
  const word = written.replace(MARKS, "").replace(/\.$/, "").toLowerCase();
  if (word.startsWith("§")) return "§";
  if (word.startsWith("第"))
    return "条條".includes(word.at(-1)!) ? "第条" : word.replace("编", "編").replace("节", "節");
  const earlier = known.get(word);
  if (earlier !== undefined) return earlier;
  const family = FORMS.find(({ form }) => form.test(word))?.family ?? word;
  if (known.size < 1000) known.set(word, family);
  return family;
}

/** Longer ones first: `subsection` before `section`. */
const WORDS = LIST.map(({ word }) => word)
  .map((word) => (/[\u0600-\u06FF]/.test(word) ? Array.from(word).join("[\u064B-\u0652\u0640]*") : word))
  .sort((a, b) => b.length - a.length)
  .join("|");

/** A word that may cite, with the white space after it. Whether it stands alone is for the caller to see. */
export const CITING = new RegExp(`(?:§§?|(?:${WORDS})(?!\\p{L})(?:\\.|\\s+رقم)?)[ \\u00a0]?`, "giu");

/** Words of several clauses at once, where a list of numbers may follow. */
export function isPlural(written: string): boolean {
  const word = written.trim().toLowerCase();
  return word === "§§" || /(?:s|ices|n|es|arts\.|secs\.)$/.test(word) || /^(?:abs|nr|art)\.?$/.test(word);
}

/** A document other than the one that cites: `of the Act`, `des Grundgesetzes`, `du code civil`. */
const DOCUMENTS_EN =
  "Acts?|Codes?|Laws?|Statutes?|Regulations?|Rules|Constitution|Ordinances?|Treaty|Convention|Charter|By-?laws?|Declaration|Agreement|Directive|Policy|Policies|Articles of \\w+|Handbook|Manual|Covenants|U\\.S\\.C";
export const OF_ANOTHER = new RegExp(
  [
    `^[,)]?\\s*(?:of|to|in|under|from)\\s+(?:the\\s+|an?\\s+)?((?:(?:[A-Z][\\w.&’'-]*|of|and|for|on|the|to|said|our),?\\s+){0,10}?(?:${DOCUMENTS_EN}))(?![\\p{L}\\d])`,
    "^\\s*des\\s+((?:\\p{Lu}\\p{L}*(?:en\\s+|-\\s+und\\s+-?))?\\p{L}+s)(?!\\p{L})",
    "^\\s*der\\s+(\\p{L}*(?:gesetze|gesetzbücher|ordnung|verträge|richtlinie|satzung))(?!\\p{L})",
    "^\\s*(?:de la|du|de l['’]|des)\\s*([Ll]oi|[Cc]ode|[Dd]écret|[Tt]raité|[Rr]èglement|[Oo]rdonnance|[Cc]onstitution|[Cc]onvention)(?!\\p{L})",
    "^\\s*(?:de la|del|de los)\\s*([Ll]ey|[Cc]ódigo|[Dd]ecreto|[Rr]eglamento|[Cc]onstitución)(?!\\p{L})",
    "^\\s*من\\s+(ال?قانون)",
    "^[\\s,]*(U\\.?\\s?S\\.?\\s?C|[A-Z][A-Za-z]*[A-Z])(?![\\p{L}\\d])",
  ].join("|"),
  "u",
);
export const OF_THIS =
  /^[,)]?\s*(?:(?:of|to|in|under)\s+(?:this|these|the present)|hereof|herein|above|below|dies(?:er|es)|d(?:u|e la|es) présente?s?|من هذ)/iu;
/** Straight before: `Corporations Code Section 7110`, `RCW 24.03`, `the Act, Section 5`, `修訂第五條`. */
export const ANOTHERS =
  /(?:\b(?:Acts?|Code|Law|Statutes?|Regulations?|Constitution|Ordinance|U\.?\s?S\.?\s?C\.?|C\.?F\.?R\.?|RCW|Title \d+),?\s*(?:at\s+|in\s+)?|[法例律令約约][)）」]?|(?:增訂|增订|修訂|修订|修正|刪除|删除).{0,20})$/u;
