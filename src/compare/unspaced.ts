const DIGIT = "[〇零一二三四五六七八九十百千萬万億亿兩两壹贰叁肆伍陆柒捌玖拾佰仟]";
/** 第二十四條 is a sign of order, a number and a unit; 一般 is one word. */
const NUMERAL = new RegExp(`${DIGIT}{2,}|(?<=第)${DIGIT}|${DIGIT}(?=[條条款項项章節节編编年月日屆届次])`, "g");
/** The segmenter takes far more than twice as long for runs twice as long. */
const RUN_UNITS = 256;
/** Second halves, marks and joiners, and what a stacking sign ties to the letter before. */
const JOINED =
  /.[\uDC00-\uDFFF\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE\u102B-\u103E\u17B4-\u17D3\u200C\u200D]|[\u1039\u17D2\u200D]./;

let segmenter: Intl.Segmenter | undefined;

/**
 * Calls back with every word of a run of letters written without spaces, as a
 * dictionary knows them; numbers are whole. `at` counts UTF-16 units from the
 * start of the run.
 */
export function eachUnspacedWord(run: string, found: (written: string, at: number) => void): void {
  let from = 0;
  for (const numeral of run.matchAll(NUMERAL)) {
    eachKnownWord(run, from, numeral.index, found);
    found(numeral[0], numeral.index);
    from = numeral.index + numeral[0].length;
  }
  eachKnownWord(run, from, run.length, found);
}

function eachKnownWord(run: string, from: number, to: number, found: (written: string, at: number) => void): void {
  // Made when first needed: it loads dictionaries, and most bylaws never ask for it.
  segmenter ??= new Intl.Segmenter("zh", { granularity: "word" });
  for (let start = from; start < to; ) {
    const end = to - start > RUN_UNITS ? cutIn(run, start + RUN_UNITS / 2, start + RUN_UNITS) : to;
    for (const { segment, index } of segmenter.segment(run.slice(start, end))) found(segment, start + index);
    start = end;
  }
}

/** A place to cut that depends on the letters there and not on the count, so that both texts are cut alike. */
function cutIn(run: string, from: number, to: number): number {
  let best = from;
  for (let at = from; at < to; at++)
    if (run.charCodeAt(at) > run.charCodeAt(best) && !JOINED.test(run.slice(at - 1, at + 1))) best = at;
  return best;
}
