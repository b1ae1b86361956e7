import fc from "fast-check";

/** How people of one language write bylaws: words, how they are joined, and labels. */
interface Manner {
  language: string;
  words: string[];
  space: string;
  comma: string;
  stop: string;
  article: (article: number) => string;
  section: (article: number, section: number, title: string) => string;
}

const heading = (article: number, section: number, title: string) => `### ${article}.${section} ${title}\n\n`;
const runIn = (word: string) => (article: number, section: number, title: string) =>
  `**${word} ${article}.${section}. ${title}.** `;
const spaced = { space: " ", comma: ",", stop: "." };

/** Invented rules of a harbour in eleven languages and seven scripts. */
const MANNERS: Manner[] = [
  {
    language: "English headings",
    words:
      "the a of to and or by in shall may must not each every member meeting Board Council berth boat notice vote fee days office Secretary written quorum majority elected within thirty (30) 14 $250.00 Section 1.2 “Dues” dues don't well-kept co-op".split(
        " ",
      ),
    ...spaced,
    article: (article) => `## Article ${article}. Part ${article}`,
    section: heading,
  },
  {
    language: "English run-in headings",
    words:
      "a the any no person which when if only after before under record keep open close file appoint remove Director Treasurer term year January 1, 2019 “Member” (a) email@example.org e.g. 3.5% and/or its their".split(
        " ",
      ),
    ...spaced,
    article: (article) => `ARTICLE ${["I", "II", "III", "IV", "V", "VI", "VII"][article - 1] ?? article}\n----`,
    section: runIn("Section"),
  },
  {
    language: "German",
    words:
      "der die das des und oder mit von zu im Verein Mitglied Vorstand Versammlung Beitrag wählt beschließt schriftlich innerhalb Frist Jahre Kündigung Straße „Gast“ Größe übrige § 3 Abs. 2 jährlich".split(
        " ",
      ),
    ...spaced,
    article: (article) => `## Abschnitt ${article}`,
    section: (article, section, title) => `### § ${10 * article + section} ${title}\n\n`,
  },
  {
    language: "French",
    words:
      "le la les de du des et ou à aux en par l’association d’un l'assemblée membre vote élu réunion procès-verbal année « bureau » majorité où été çà œuvre 15 jours cotisation".split(
        " ",
      ),
    ...spaced,
    article: (article) => `## Titre ${article}`,
    section: (article, section, title) => `### Article ${10 * article + section} - ${title}\n\n`,
  },
  {
    language: "Russian",
    words:
      "и или не в на по член собрание совет устав решение голос большинство срок дней взнос секретарь письменно каждый «Правление» который 30 избирается причал лодка".split(
        " ",
      ),
    ...spaced,
    article: (article) => `## Глава ${article}`,
    section: heading,
  },
  {
    language: "Greek",
    words:
      "και ή το της του ο η μέλος συμβούλιο ψήφος απόφαση συνέλευση ημέρες γραφείο έγγραφο ώρα άρθρο έτος Αθήνα".split(
        " ",
      ),
    ...spaced,
    article: (article) => `## Κεφάλαιο ${article}`,
    section: heading,
  },
  {
    language: "Arabic",
    words:
      "العضو المجلس الجمعية التصويت في من على إلى أو و يجوز لا اجتماع قرار أغلبية مكتب خلال ثلاثين يوماً ٣٠ رسوم سجل كتابي الرئيس مُحاسِب".split(
        " ",
      ),
    space: " ",
    comma: "،",
    stop: ".",
    article: (article) => `## الباب ${article}`,
    section: heading,
  },
  {
    language: "Hebrew",
    words: "חבר ועד אספה הצבעה של את על או לא רוב החלטה שנה ימים משרד כתב תקנון (30) דמי יו״ר".split(" "),
    ...spaced,
    article: (article) => `## פרק ${article}`,
    section: heading,
  },
  {
    language: "Hindi",
    words: "सदस्य समिति बैठक मत का की के में और या नहीं निर्णय बहुमत वर्ष दिन कार्यालय लिखित शुल्क अध्यक्ष हिन्दी क्षेत्र".split(" "),
    space: " ",
    comma: ",",
    stop: "।",
    article: (article) => `## भाग ${article}`,
    section: heading,
  },
  {
    language: "Chinese",
    words:
      "会员 理事会 大会 表决 决议 三十日 之内 多数 的 和 或 不得 应当 每年 章程 秘书 费用 书面 通知 泊位 船只 第三条".split(
        " ",
      ),
    space: "",
    comma: "，",
    stop: "。",
    article: (article) => `## 第${"一二三四五六七"[article - 1] ?? article}章`,
    section: (article, section, title) => `### ${article}.${section} ${title}\n\n`,
  },
  {
    language: "Japanese",
    words:
      "会員 は 総会 の 議決 を もって 理事 が 選任 する こと できる 三十日 以内 に 書面 で 通知 しなければ ならない マリーナ ヨット".split(
        " ",
      ),
    space: "",
    comma: "、",
    stop: "。",
    article: (article) => `## 第${article}章`,
    section: (article, section, title) => `### 第${10 * article + section}条 ${title}\n\n`,
  },
];

/** A number that chooses a word. What fails is made smaller by leaving words out, not by making all of them the same. */
const choice = fc.noShrink(fc.nat(10_000));
const sentence = fc.array(choice, { minLength: 4, maxLength: 16 });
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 3 });
const section = fc.record({
  title: fc.array(choice, { minLength: 1, maxLength: 3 }),
  paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 3 }),
});
const articles = fc.array(fc.array(section, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 });

interface MadeSection {
  title: number[];
  paragraphs: number[][][];
}

const EDITS = [
  "put words in",
  "strike words",
  "replace a word",
  "rewrite a sentence",
  "put a paragraph in",
  "strike a paragraph",
  "move a paragraph",
  "put a section in",
  "strike a section",
  "move a section",
  "split a section",
  "merge two sections",
  "retitle",
  "divide a paragraph",
] as const;

export interface Edit {
  kind: (typeof EDITS)[number];
  /** Chooses the article, section, paragraph, sentence and word, in turn. */
  at: number[];
  words: number[];
}

const edit = fc.record<Edit>({
  kind: fc.constantFrom(...EDITS),
  at: fc.array(fc.nat(10_000), { minLength: 6, maxLength: 6 }),
  words: fc.array(choice, { minLength: 1, maxLength: 12 }),
});

/** Some edits of one text, as one amendment makes them. */
export const someEdits: fc.Arbitrary<Edit[]> = fc.array(edit, { maxLength: 4 });

export interface MadeText {
  manner: Manner;
  articles: MadeSection[][];
}

/** A text of some articles in some language, to be edited and printed. */
export const madeText: fc.Arbitrary<MadeText> = fc.record({ manner: fc.constantFrom(...MANNERS), articles });

/** A text as it was and as it became by some edits. */
export const amendedTexts: fc.Arbitrary<{ before: string; after: string; edits: Edit[]; language: string }> = fc
  .tuple(madeText, fc.array(edit, { maxLength: 6 }))
  .map(([text, edits]) => {
    let after = text;
    for (const one of edits) after = applyEdit(after, one);
    return { before: printText(text), after: printText(after), edits, language: text.manner.language };
  });

/** Lines as they come, sense or nonsense: labels, headings, lists, tables, markup, signs of all scripts. */
const LINES = [
  "# Bylaws",
  "## Article 1. Name",
  "## Article II",
  "### 1.1 Name",
  "### 1.2 Seal",
  "1.2 Seal. It has a seal.",
  "(a) one thing or another;",
  "(b) two",
  "    (i) three",
  "- point",
  "1. first",
  "",
  "",
  "",
  "[Reserved.]",
  "It is called the Association, and has members.",
  "**Section 4.2. Votes.** Each member has one vote in every meeting.",
  "| a | b |",
  "|---|---|",
  "| 1 | 2 |",
  "“Quoted” -- text",
  "<!-- x -->",
  "第三条",
  "a &amp; b",
  "General",
  "====",
  "[^1]: A footnote.",
  "See Section 1.2 and [1.1](#1.1).",
  "*emphasis* and **strong**, `code`",
  "> a quoted line",
  "The Board of Directors shall meet once in every month, and oftener when it is called.",
];

export const anyLines: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...LINES) },
      { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
    ),
    { maxLength: 30 },
  )
  .map((lines) => lines.join("\n"));

/** Words with every kind of white space, sign and letter between and inside them. */
const wordingParts = fc.array(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        ..."the of member Board shall vote 4.16 (i) “x” don’t — -- , . ; $30 会员 理事会 العضو मत".split(" "),
      ),
    },
    { weight: 4, arbitrary: fc.constantFrom(" ", " ", "  ", "\n", "\u00A0", "") },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 4 }) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
  ),
  { maxLength: 20 },
);

/** Two wordings of one clause: some parts in both, some in one only. */
export const twoWordings: fc.Arbitrary<{ before: string; after: string }> = fc
  .array(fc.tuple(fc.constantFrom("both", "both", "before", "after"), wordingParts), { maxLength: 6 })
  .map((stretches) => {
    const on = (side: string) =>
      stretches.flatMap(([where, parts]) => (where === "both" || where === side ? parts : [])).join("");
    return { before: on("before"), after: on("after") };
  });

/** @returns The text itself where the chosen place does not allow the edit. */
export function applyEdit(text: MadeText, { kind, at, words }: Edit): MadeText {
  const articles = structuredClone(text.articles);
  const [inArticle, inSection, inParagraph, inSentence, inWords, other] = at;
  const sections = articles[inArticle! % articles.length]!;
  const place = inSection! % sections.length;
  const section = sections[place]!;
  const paragraphAt = inParagraph! % section.paragraphs.length;
  const sentences = section.paragraphs[paragraphAt]!;
  const sentence = sentences[inSentence! % sentences.length]!;
  const wordAt = inWords! % sentence.length;
  const elsewhere = articles[other! % articles.length]!;
  switch (kind) {
    case "put words in":
      sentence.splice(wordAt, 0, ...words);
      break;
    case "strike words":
      if (sentence.length > 4) sentence.splice(wordAt, 1 + (words[0]! % 3));
      break;
    case "replace a word":
      sentence[wordAt] = words[0]!;
      break;
    case "rewrite a sentence":
      sentence.splice(0, sentence.length, ...words);
      break;
    case "put a paragraph in":
      section.paragraphs.splice(paragraphAt, 0, [words]);
      break;
    case "strike a paragraph":
      if (section.paragraphs.length > 1) section.paragraphs.splice(paragraphAt, 1);
      break;
    case "move a paragraph":
      if (section.paragraphs.length > 1)
        elsewhere[other! % elsewhere.length]!.paragraphs.push(...section.paragraphs.splice(paragraphAt, 1));
      break;
    case "put a section in":
      sections.splice(place, 0, { title: words.slice(0, 2), paragraphs: [[words]] });
      break;
    case "strike a section":
      if (sections.length > 1) sections.splice(place, 1);
      break;
    case "move a section":
      if (sections.length > 1) elsewhere.splice(other! % elsewhere.length, 0, ...sections.splice(place, 1));
      break;
    case "split a section":
      if (section.paragraphs.length > 1)
        sections.splice(place + 1, 0, { title: words.slice(0, 2), paragraphs: section.paragraphs.splice(1) });
      break;
    case "merge two sections":
      section.paragraphs.push(...(sections.splice(place + 1, 1)[0]?.paragraphs ?? []));
      break;
    case "retitle":
      section.title = words.slice(0, 3);
      break;
    case "divide a paragraph":
      if (sentences.length > 1) section.paragraphs.splice(paragraphAt + 1, 0, sentences.splice(1));
      break;
  }
  return { ...text, articles };
}

export function printText({ manner, articles }: MadeText): string {
  const parts = articles.flatMap((sections, index) => [
    manner.article(index + 1),
    ...sections.map(({ title, paragraphs }, at) => {
      const head = manner.section(index + 1, at + 1, wordsOf(manner, title).replace(/[.,:]/g, ""));
      return (
        head +
        paragraphs
          .map((sentences) => sentences.map((one) => printSentence(manner, one)).join(manner.space))
          .join("\n\n")
      );
    }),
  ]);
  return `# ${wordsOf(manner, [4, 7])}\n\n${parts.join("\n\n")}\n`;
}

/** The first ten words of each list can begin a sentence; a number or `(a)` there would be a label. */
const BEGINNERS = 10;

function printSentence(manner: Manner, [first, ...rest]: readonly number[]): string {
  const chosen = [first! % BEGINNERS, ...rest];
  const middle = chosen.length > 8 ? chosen.length >> 1 : chosen.length;
  const halves = [chosen.slice(0, middle), chosen.slice(middle)].filter(({ length }) => length > 0);
  const whole = halves.map((half) => wordsOf(manner, half)).join(manner.comma + manner.space);
  return whole.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) + manner.stop;
}

function wordsOf({ words, space }: Manner, chosen: readonly number[]): string {
  return chosen.map((number) => words[number % words.length]!).join(space);
}
