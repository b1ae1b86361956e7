import type { Standing } from "./person.ts";
import { skeletonOf } from "./skeleton.ts";

/** Words that name an office, and the standing in which a person holds it. */
interface Office {
  words: string;
  heldBy: readonly Standing[];
  /** Also a family name, or a plain word: only where the whole name is made of such words. */
  isPlain?: true;
}

/** In the languages in which bylaws are most often written; what an organisation calls itself is added by `findOffice`. */
const OFFICES: readonly Office[] = [
  {
    words:
      "secretary secretariat secretario secretaria secrétaire segretario segretaria sekretär sekretärin schriftführer schriftführerin secretaris sekretarz sekreterare sihteeri секретарь секретар γραμματέας 秘書 秘书 書記 书记 사무총장",
    heldBy: ["secretary"],
  },
  {
    words: "moderator moderators moderatorin modérateur modératrice moderador moderadora moderatore модератор",
    heldBy: ["moderator", "secretary"],
  },
  {
    words:
      "director directors direktor direktorin directeur directrice direttore directora president presidente präsident präsidentin présidente chairman chairwoman chairperson treasurer schatzmeister schatzmeisterin trésorier trésorière tesorero tesorera tesoriere директор председатель πρόεδρος 理事長 理事长 理事 监事 監事 이사장",
    heldBy: ["director"],
  },
  { words: "administrator administrators administrateur webmaster postmaster", heldBy: ["secretary"] },
  { words: "openfloor", heldBy: [] },
  {
    words:
      "board boards council committee chair clerk admin admins staff team support system office official management operator root webteam vorstand vorstands vorsitzender vorsitzende rat conseil consejo junta consiglio bestuur zarząd styrelse styrelsen правление совет 理事会 理事會 委員会 委员会 事務局 이사회",
    heldBy: ["secretary"],
    isPlain: true,
  },
  { words: "name not known", heldBy: [], isPlain: true },
];
const FILLERS = "the of for to a an and our your at in on de la le les des du der die das von und für el los y del do";
/** Shorter ones count as words only: `Quayle` is no Quay. */
const GLUED_LENGTH = 3;

const skeletons = (words: string): string[] => words.split(" ").map(skeletonOf);
const KNOWN = OFFICES.map(({ words, ...office }) => ({ ...office, skeletons: skeletons(words) }));
const FILLING = skeletons(FILLERS);
const GLUED = FILLING.filter((word) => word.length >= GLUED_LENGTH).map((word) => ({ word, isForeign: false }));

/** Written without blanks around it. */
const IS_UNSPACED = /[\p{sc=Han}\p{sc=Hangul}]/u;
/** Between words, and between those of `SecretaryAda`. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u;

/**
 * The office a name is taken for, which its bearer does not hold.
 *
 * @param organisations What the organisation and its documents are called.
 * @returns The words as a reader would find them: `Secretary`, the whole name, or a name of the organisation.
 */
export function findOffice(
  name: string,
  holds: Standing | undefined,
  organisations: readonly string[] = [],
): string | undefined {
  const isForeign = (office: { heldBy: readonly Standing[] }) => !(holds && office.heldBy.includes(holds));
  const words = name.split(BETWEEN_WORDS).filter((word) => word !== "");
  const whole = skeletonOf(name);
  for (const office of KNOWN.filter(isForeign)) {
    if (office.isPlain) continue;
    const found = words.find((word) => office.skeletons.includes(skeletonOf(word)));
    if (found) return found;
    if (office.skeletons.some((word) => IS_UNSPACED.test(word) && whole.includes(word))) return name;
  }
  const own = organisations.map(skeletonOf).filter((skeleton) => skeleton !== "");
  const all = [
    ...GLUED,
    ...KNOWN.flatMap((office) => office.skeletons.map((word) => ({ word, isForeign: isForeign(office) }))),
    ...own.map((word) => ({ word, isForeign: holds !== "secretary" })),
  ];
  const told = words.filter((word) => !FILLING.includes(skeletonOf(word))).join("");
  // “Board 2” is as false as “Board”; but a 0 may stand for an o, and the a of “B o a r d” is no word.
  const readings = [whole, skeletonOf(told), skeletonOf(told.replace(/\d/g, ""))];
  return readings.some((skeleton) => isMadeOf(skeleton, all)) ? name : undefined;
}

/** Whether a name is nothing but such words, with a foreign office among them. */
function isMadeOf(skeleton: string, words: readonly { word: string; isForeign: boolean }[]): boolean {
  // By position: whether the letters before it hold a foreign office; nothing where they are not made of words.
  const reached: (boolean | undefined)[] = [false];
  for (let at = 0; at < skeleton.length; at++) {
    const before = reached[at];
    if (before === undefined) continue;
    for (const { word, isForeign } of words) {
      const end = at + word.length;
      if (skeleton.startsWith(word, at)) reached[end] = reached[end] || before || isForeign;
    }
  }
  return reached[skeleton.length] === true;
}
