import type { Part, WordChange } from "./kept.ts";
import type { Word } from "./words.ts";

const SENTENCE_END = /^[.!?:。！？：]$|^\.\.\.$/;
const QUOTES_AND_BRACKETS = /^["'([)\]]$/;
const SIGN = /^[^\p{L}\p{N}]+$/u;
const PARTNERS: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ['"', '"'],
]);

/**
 * The change with what belongs to it behind it: a capital, a closing bracket, signs.
 *
 * @param room Words kept between this change and the next.
 */
export function fitEnd(change: WordChange, room: number, before: readonly Word[], after: readonly Word[]): WordChange {
  let fitted = change;
  for (const widen of [withCapitals, withClosing, withWrittenOn])
    fitted = widen(fitted, room - (fitted.before.to - change.before.to), before, after);
  return fitted;
}

/**
 * A capital that only follows from where the sentence now starts belongs to the
 * change that moved the start: `[-The-]{+In June, the+} Board`.
 */
function withCapitals(change: WordChange, room: number, before: readonly Word[], after: readonly Word[]): WordChange {
  const isMoved = (a: number, b: number): boolean => {
    const [old, now] = [before[a], after[b]];
    if (!old || !now || old.key === now.key || old.folded !== now.folded) return false;
    if (old.key.slice(1) !== now.key.slice(1)) return false;
    const [started, starts] = [startsSentence(before, a), startsSentence(after, b)];
    return started !== starts && (starts ? now : old).key !== now.folded;
  };
  return room > 0 && isMoved(change.before.to, change.after.to) ? longer(change) : change;
}

export function endsSentence(key: string): boolean {
  return SENTENCE_END.test(key);
}

function startsSentence(words: readonly Word[], at: number): boolean {
  let ahead = at - 1;
  while (ahead >= 0 && QUOTES_AND_BRACKETS.test(words[ahead]!.key)) ahead--;
  return ahead < 0 || endsSentence(words[ahead]!.key);
}

/** `five (5` gives way to `four (4`: the bracket or quotation mark that closes it belongs to it. */
function withClosing(change: WordChange, room: number, before: readonly Word[], after: readonly Word[]): WordChange {
  const { before: old, after: now } = change;
  const closing = before[old.to]?.key;
  if (room === 0 || closing === undefined || closing !== after[now.to]?.key) return change;
  const isOpen = (words: readonly Word[], part: Part): boolean => openSigns(words, part).at(-1) === closing;
  return isOpen(before, old) && isOpen(after, now) ? longer(change) : change;
}

/** What would close the brackets and quotation marks that are open at the end, outermost first. */
function openSigns(words: readonly Word[], { from, to }: Part): string[] {
  const open: string[] = [];
  for (let i = from; i < to; i++) {
    const { key } = words[i]!;
    if (key === open.at(-1)) open.pop();
    else if (PARTNERS.has(key)) open.push(PARTNERS.get(key)!);
  }
  return open;
}

/**
 * Where one written word gives way to another and the signs written on to them
 * differ, all of these go with it: `[-2.6.-]{+[reserved].+}`.
 */
function withWrittenOn(change: WordChange, room: number, before: readonly Word[], after: readonly Word[]): WordChange {
  if (!isOneWritten(before, change.before) || !isOneWritten(after, change.after)) return change;
  const [old, now] = [before[change.before.to - 1]!.key, after[change.after.to - 1]!.key];
  if (old === now || !(SIGN.test(old) || SIGN.test(now))) return change;
  let whole = change;
  for (let left = room; left > 0; left--) {
    if (!isWrittenOn(before, whole.before.to) || !isWrittenOn(after, whole.after.to)) break;
    whole = longer(whole);
  }
  return whole;
}

function isOneWritten(words: readonly Word[], { from, to }: Part): boolean {
  for (let i = from + 1; i < to; i++) if (words[i]!.from !== words[i - 1]!.to) return false;
  return from < to;
}

function isWrittenOn(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word !== undefined && word.from === words[at - 1]!.to && SIGN.test(word.key);
}

function longer({ before, after }: WordChange): WordChange {
  return { before: { from: before.from, to: before.to + 1 }, after: { from: after.from, to: after.to + 1 } };
}
