/**
 * Letters of other scripts, and rare Latin ones, beside the plain Latin letters
 * they are taken for. After the Unicode Consortium's list of confusables (UTS
 * 39), as far as they are letters of names and do not fall apart into a letter
 * and its marks; small letters that look like small capitals (в, к, м, н, т) were added.
 */
const FOREIGN: Readonly<Record<string, string>> = {
  a: "αаΑАաᎪᗅꓮ",
  b: "βвЬᏏᑲᖯΒВᏴᗷꓐᑳҍҌѣѢ",
  c: "ςсϲꮯСϹᏟꓚҫҪ",
  d: "ԁᏧᑯꓒᎠᗞᗪꓓԀ",
  e: "εеєҽΕЕⴹᎬꓰҿ",
  f: "քϜᖴꓝ",
  g: "ցԌᏀᏳꓖ",
  h: "һհᏂΗНᎻᕼꓧнꚕᏲҢћӉӇҺ",
  i: "ιіꙇꭵᎥ",
  j: "ϳјյͿЈᎫᒍꓙ",
  k: "κкΚКᏦꓗҚҞқ",
  l: "ΙІӀӏⵏꓲᏞᒪꓡᣳլ",
  m: "мΜϺМᎷᗰꓟӍ",
  n: "ηпոռΝꓠ",
  o: "οσоჿօΟОՕⵔꓳⵁөѳꮎꮻθΘӨѲⴱᎾᏫꭴ",
  p: "ρрΡРᏢᑭꓑᣖ",
  q: "ԛգզⵕԚ",
  r: "ᴦгꮁᎡᏒᖇꓣᣴ",
  s: "ѕꮪЅՏᏕᏚꓢᣵ",
  t: "τтΤТᎢꓔҬ",
  u: "μυսՍᑌꓴꮜᏌ",
  v: "νѵꮩѴⴸᏙᐯꓦ",
  w: "ωѡԝꮃԜᎳᏔꓪ",
  x: "χхᕁᕽΧХⵝꓫҲ",
  y: "γуүყΥУҮᎩᎽꓬұҰ",
  z: "ꮓΖᏃꓜᙆ",
};

/** Within a script. Of Latin: what stays after marks are taken off, in small letters. */
const WITHIN: Readonly<Record<string, string>> = {
  a: "ɑ",
  ae: "æ",
  b: "ƅꞵɓƃƀ",
  c: "ᴄȼɔ",
  d: "ɗɖƌđð",
  e: "ꬲɇəǝɛ",
  f: "ꬵꞙƒᵮ",
  g: "ɡᶃƍɠǥ",
  h: "ɦⱨħ",
  j: "ʝɉȷ",
  k: "ƙⱪꝁĸ",
  // A small l, a capital I and a 1 are one stroke in many founts; with small letters for capitals, so is i.
  l: "i1ıɪɩɨᵻᵼǀłɭƚɫ",
  m: "ꭑ",
  n: "ɳƞɲᵰŋ",
  o: "0ᴏᴑꬽøꬾɵꝋ",
  oe: "œ",
  p: "ƥᵽþ",
  q: "ʠ",
  r: "ꭇꭈʀɽɼɍᵲ",
  rn: "mɱᵯ",
  s: "ꜱƽʂᵴ",
  ss: "ß",
  t: "ƭⱦʈŧᵵƫ",
  u: "ꞟᴜꭎꭒʋᵾʉ",
  v: "ᴠ",
  w: "ɯᴡꝡ",
  x: "ꭓ",
  y: "ɣᶌʏỿꭚƴɏ",
  z: "ᴢʐƶȥᵶ",
  σ: "ς",
  // Of Arabic, the letters that one keyboard or another writes for the same one; the stretch between letters is none.
  "": "ـ",
  ی: "يى",
  ک: "كڪ",
  ه: "ةہھە",
  ا: "ٱ",
  // Katakana that look like Chinese characters, or like Hiragana.
  力: "カ",
  口: "ロ",
  二: "ニ",
  八: "ハ",
  工: "エ",
  卜: "ト",
  夕: "タ",
  一: "ー",
  三: "ミ",
  千: "チ",
  才: "オ",
  へ: "ヘ",
  り: "リ",
};

const turnRound = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(rows).flatMap(([letter, others]) => Array.from(others, (other) => [other, letter] as const)));

/** By the letter as it is written: a Greek capital can look like another Latin letter than its small one. */
export const LATIN_LOOK_ALIKES = turnRound(FOREIGN);
export const LOOK_ALIKES_WITHIN = turnRound(WITHIN);
