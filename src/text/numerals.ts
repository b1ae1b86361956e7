/** Ones to nineteen, then the tens from twenty to ninety: spellings parted by `|`. */
interface Spelling {
  ones: string;
  tens?: string;
  /** A number of both, `twenty-first`, from the words for 20 and 1. */
  join?: (ten: string, one: string) => string;
}

/** What a ten is called in front of a one. */
const ENGLISH_TENS: { [ten: string]: string } = {
  twentieth: "twenty",
  thirtieth: "thirty",
  fortieth: "forty",
  fiftieth: "fifty",
};

const SPELLINGS: readonly Spelling[] = [
  {
    ones: "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth",
    tens: "twentieth thirtieth fortieth fiftieth",
    join: (ten, one) => `${ENGLISH_TENS[ten]} ${one}`,
  },
  {
    ones: "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    tens: "twenty thirty forty fifty",
    join: (ten, one) => `${ten} ${one}`,
  },
  {
    ones: "premier|première|premiere deuxième|second|seconde troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième dix+septième dix+huitième dix+neuvième",
    tens: "vingtième trentième",
    join: (ten, one) => `${ten === "vingtième" ? "vingt" : "trente"} ${one}`,
  },
  {
    ones: "erst zweit dritt viert fünft sechst siebt|siebent acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt achtzehnt neunzehnt",
    tens: "zwanzigst dreißigst",
    join: (ten, one) => `${GERMAN_ONES[one] ?? one.slice(0, -1)}und${ten}`,
  },
  {
    ones: "primero|primera|primer|primeiro|primeira segundo|segunda tercero|tercera|tercer|terceiro|terceira cuarto|cuarta quinto|quinta sexto|sexta séptimo|séptima|sétimo|sétima octavo|octava|oitavo|oitava noveno|novena|nono|nona décimo|décima|decimo|decima undécimo|undécima|decimoprimero|décimo+primero|décimo+primeiro duodécimo|duodécima|decimosegundo|décimo+segundo decimotercero|décimo+tercero|décimo+terceiro decimocuarto|décimo+cuarto|décimo+quarto decimoquinto|décimo+quinto decimosexto|décimo+sexto decimoséptimo|décimo+séptimo decimoctavo|décimo+octavo decimonoveno|décimo+noveno",
    tens: "vigésimo|vigésima trigésimo|trigésima",
    join: (ten, one) => `${ten} ${one}`,
  },
  {
    ones: "primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta sesto|sesta settimo|settima ottavo|ottava nono|nona decimo|decima undicesimo dodicesimo tredicesimo quattordicesimo quindicesimo sedicesimo diciassettesimo diciottesimo diciannovesimo",
    tens: "ventesimo trentesimo",
  },
];

const GERMAN_ONES: { [one: string]: string } = { erst: "ein", dritt: "drei", siebt: "sieben", acht: "acht" };

/** Feminine, as with المادة, and masculine, as with الباب; without points and vowels. */
const ARABIC_ONES = [
  "الاولى|الاول",
  "الثانية|الثاني",
  "الثالثة|الثالث",
  "الرابعة|الرابع",
  "الخامسة|الخامس",
  "السادسة|السادس",
  "السابعة|السابع",
  "الثامنة|الثامن",
  "التاسعة|التاسع",
];
const ARABIC_TENS = ["العشر", "الثلاث", "الاربع", "الخمس", "الست", "السبع", "الثمان", "التسع"];

const VALUES = makeValues();

function makeValues(): ReadonlyMap<string, number> {
  const values = new Map<string, number>();
  const add = (written: string, value: number): void => {
    if (!values.has(written)) values.set(written, value);
  };
  for (const { ones, tens, join } of SPELLINGS) {
    const units = ones.split(" ").map((spellings) => spellings.replaceAll("+", " ").split("|"));
    units.forEach((spellings, at) => {
      for (const written of spellings) add(written, at + 1);
    });
    tens?.split(" ").forEach((spellings, at) => {
      for (const ten of spellings.split("|")) {
        add(ten, 20 + 10 * at);
        for (let one = 0; join && one < 9; one++)
          for (const written of units[one]!) add(join(ten, written), 21 + 10 * at + one);
      }
    });
  }
  addArabic(add);
  return values;
}

function addArabic(add: (written: string, value: number) => void): void {
  ARABIC_ONES.forEach((spellings, at) => {
    for (const one of spellings.split("|")) {
      add(one, at + 1);
      const teen = at === 0 ? one.replace("الاولى", "الحادية").replace("الاول", "الحادي") : one;
      for (const ten of ["عشرة", "عشر"]) add(`${teen} ${ten}`, at + 11);
      ARABIC_TENS.forEach((ten, tens) => {
        for (const end of ["ون", "ين"]) add(`${teen} و${ten}${end}`, 21 + 10 * tens + at);
      });
    }
  });
  add("العاشرة", 10);
  add("العاشر", 10);
  ARABIC_TENS.forEach((ten, at) => {
    for (const end of ["ون", "ين"]) add(ten + end, 20 + 10 * at);
  });
}

const ARABIC_POINTS = /[\u064B-\u065F\u0670\u0640]/g;
const GERMAN_END = /(?:er|es|e|en)$/;

/** The same word however it is pointed: without Arabic vowels, in lower case. */
export function plainWord(written: string): string {
  return written.toLowerCase().replace(ARABIC_POINTS, "").replace(/[أإآ]/g, "ا");
}

/** `first`, `Twenty-First`, `zweiter`, `الحادية عشرة`: the number a word stands for. */
export function spelledValue(written: string): number | undefined {
  const plain = plainWord(written).replace(/[\s-]+/g, " ");
  return VALUES.get(plain) ?? VALUES.get(plain.replace(GERMAN_END, ""));
}

/** A number that can be counted on: `IV` and `four` are 4; anything else stays as it is written, in lower case. */
export function numberOf(written: string): string {
  const value = romanValue(written) ?? spelledValue(written);
  return value === undefined ? asciiDigits(written.toLowerCase()) : String(value);
}

/** Arabic, Persian, Indian and wide digits as ours. */
export function asciiDigits(written: string): string {
  if (!hasOtherLetters(written)) return written;
  return written.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

function hasOtherLetters(written: string): boolean {
  for (let i = 0; i < written.length; i++) if (written.charCodeAt(i) >= 128) return true;
  return false;
}

function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  for (const zero of [0x30, 0x660, 0x6f0, 0x966, 0xff10]) if (code >= zero && code < zero + 10) return code - zero;
  return 0;
}

const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;

/** `iv` is 4; `undefined` for what is no roman number, `iiii` and `did` among it. */
export function romanValue(written: string): number | undefined {
  const upper = written.toUpperCase();
  if (upper === "" || upper.length > 15 || !ROMAN.test(upper)) return undefined;
  const values: { [letter: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  let sum = 0;
  for (let i = 0; i < upper.length; i++) {
    const value = values[upper[i]!]!;
    sum += value < (values[upper[i + 1]!] ?? 0) ? -value : value;
  }
  return sum;
}

/** Arabic letters in the order in which they count. */
const ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ";

/** `b` is 2, `bb` is 28: letters are counted a … z, aa, bb …; `ب` is 2. */
export function letterValue(written: string): number | undefined {
  const lower = written.toLowerCase();
  if (/^([a-z])\1{0,2}$/.test(lower)) return lower.charCodeAt(0) - 96 + 26 * (lower.length - 1);
  const abjad = lower.length === 1 ? ABJAD.indexOf(plainWord(lower)) : -1;
  return abjad < 0 ? undefined : abjad + 1;
}

const CJK_DIGITS: { [digit: string]: number } = {
  〇: 0,
  零: 0,
  "○": 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** `十四` and `１４` are 14; `二〇` is 20. */
export function cjkNumber(written: string): number {
  if (/^[0-9０-９]+$/.test(written)) return Number(asciiDigits(written));
  if (!/[十百千]/.test(written)) return Number(Array.from(written, (sign) => CJK_DIGITS[sign] ?? 0).join(""));
  let [sum, digit] = [0, 0];
  for (const sign of written) {
    const power = { 十: 10, 百: 100, 千: 1000 }[sign];
    if (power === undefined) digit = CJK_DIGITS[sign] ?? 0;
    else {
      sum += (digit || 1) * power;
      digit = 0;
    }
  }
  return sum + digit;
}
