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
