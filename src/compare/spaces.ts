const SPACE = /\s/;

export function solidIn(text: string, from: number, to: number): number[] {
  const places: number[] = [];
  for (let at = from; at < to; at++) if (!isSpace(text, at)) places.push(at);
  return places;
}

export function isSpace(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && SPACE.test(text[at]!);
}

export function isBlank(text: string, [from, to]: readonly [number, number]): boolean {
  for (let at = from; at < to; at++) if (!isSpace(text, at)) return false;
  return true;
}

export function solidBefore(text: string, to: number): number {
  let at = to - 1;
  while (at >= 0 && isSpace(text, at)) at--;
  return at;
}

export function nextSolid(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text, at)) at++;
  return at;
}
