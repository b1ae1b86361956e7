import { foldLineOf, type MarginItem } from "./marginItem.ts";

/** Keys of threads for which there is no room beside their words, by the key of the item above. */
export type LeftOut = ReadonlyMap<string, readonly string[]>;

/** How high a closed thread about is, with the gap below it, and the line that says how many more there are. */
const CLOSED_PX = 170;
const LINE_PX = 30;
/** So far from its words an item may stand before it is left out. */
const SLACK_PX = 200;
/** So far above and below the screen items are drawn. */
export const AHEAD_PX = 700;

interface Placed {
  item: MarginItem;
  wish: number;
}

/**
 * Which items are drawn, of many: those whose words are near the screen and for
 * which there is room beside them. Each batch of the text is looked at by
 * itself, so that the answer does not depend on from where one comes.
 *
 * @param asked Keys of those a reader asked for although there is no room.
 * @param host The margin.
 * @param belowPx How far below the screen.
 */
export function chooseItems(
  items: readonly MarginItem[],
  asked: ReadonlySet<string>,
  host: Element,
  belowPx: number,
): { keys: string[]; leftOut: LeftOut } {
  const keys: string[] = [];
  const leftOut = new Map<string, string[]>();
  const law = document.querySelector(".law");
  if (!law) return { keys, leftOut };
  const byRow = new Map<number | undefined, MarginItem[]>();
  for (const item of items) {
    const sameRow = byRow.get(item.row);
    if (sameRow) sameRow.push(item);
    else byRow.set(item.row, [item]);
  }
  const isNear = (top: number, bottom: number) => bottom > -AHEAD_PX && top < innerHeight + belowPx;
  const placedOf = (row: Element, among: readonly MarginItem[] = []): Placed[] => {
    if (among.length === 0) return [];
    const folded = foldLineOf(row)?.getBoundingClientRect().top;
    if (folded !== undefined) return among.map((item) => ({ item, wish: folded }));
    // Each is measured once: several may be about the same words.
    const tops = new Map<string, number>();
    for (const mark of row.querySelectorAll<HTMLElement>("mark[data-marks]")) {
      const seqs = mark.dataset.marks!.split(" ").filter((seq) => !tops.has(seq));
      if (seqs.length === 0) continue;
      const { top } = mark.getBoundingClientRect();
      for (const seq of seqs) tops.set(seq, top);
    }
    const { top } = row.getBoundingClientRect();
    return among.map((item) => ({ item, wish: tops.get(String(item.mark)) ?? top }));
  };
  const choose = (placed: Placed[]) => {
    placed.sort((a, b) => a.wish - b.wish);
    let past = Number.NEGATIVE_INFINITY;
    let above: string | undefined;
    for (const { item, wish } of placed) {
      const { key, isKept } = item;
      const isWanted = isKept || asked.has(key);
      if (!isWanted && above !== undefined && wish < past - SLACK_PX) {
        const out = leftOut.get(above);
        if (!out) past += LINE_PX;
        leftOut.set(above, [...(out ?? []), key]);
        continue;
      }
      above = key;
      // An open thread is as high as it is.
      const open = isKept ? host.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`)?.offsetHeight : 0;
      past = Math.max(past, wish) + Math.max(CLOSED_PX, open ?? 0);
      if (isNear(wish, wish)) keys.push(key);
    }
  };
  for (const batch of law.children) {
    const { top, bottom } = batch.getBoundingClientRect();
    if (!isNear(top, bottom)) continue;
    const rows = [...batch.querySelectorAll<HTMLElement>("[data-row]")];
    choose(rows.flatMap((row) => placedOf(row, takeRow(byRow, Number(row.dataset.row)))));
  }
  choose(placedOf(law, byRow.get(undefined)));
  for (const above of leftOut.keys()) if (!keys.includes(above)) leftOut.delete(above);
  return { keys, leftOut };
}

/** Side by side a row stands there twice; its items once. */
function takeRow(byRow: Map<number | undefined, MarginItem[]>, row: number): MarginItem[] {
  const found = byRow.get(row) ?? [];
  byRow.delete(row);
  return found;
}
