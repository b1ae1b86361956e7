/** Whether JSON nests lists and objects deeper than `limit`, found without reading it. */
export function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0;
  let isWord = false;
  for (let at = 0; at < json.length; at += 1) {
    const unit = json.charCodeAt(at);
    if (isWord) {
      if (unit === 0x5c) at += 1;
      else if (unit === 0x22) isWord = false;
    } else if (unit === 0x22) isWord = true;
    else if (unit === 0x7b || unit === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (unit === 0x7d || unit === 0x5d) depth -= 1;
  }
  return false;
}
