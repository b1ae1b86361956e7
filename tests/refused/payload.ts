/** What somebody may write who does not mean well. */
export interface Payload {
  class: PayloadClass;
  text: string;
}

export const CLASSES = [
  "script",
  "event",
  "url",
  "svg",
  "mathml",
  "template",
  "entity",
  "comment",
  "css",
  "clobbering",
  "markdown",
  "unicode",
  "header",
] as const;
export type PayloadClass = (typeof CLASSES)[number];

/** The word every trap looks for. */
export const TRAPPED = "trapped";

/** Harm a script could do, each in a way that one of the traps notices; none holds a double quote or a line end. */
export function actsOf(canary: string): string[] {
  const there = `//${canary}/act`;
  return [
    `alert('${TRAPPED}')`,
    `window.${TRAPPED}=1`,
    `console.log('${TRAPPED}')`,
    `fetch('${there}')`,
    `name='${TRAPPED}'`,
    `new Image().src='${there}'`,
    `confirm('${TRAPPED}')`,
    `navigator.sendBeacon('${there}')`,
    `top['${TRAPPED}']=1`,
    `document.cookie='${TRAPPED}=1'`,
    `self.open('${there}')`,
    `prompt('${TRAPPED}')`,
    `new WebSocket('ws:${there}')`,
    `localStorage.${TRAPPED}=1`,
    `import('${there}.js')`,
    `document.title='${TRAPPED}'`,
    `new EventSource('${there}')`,
    `location.assign('${there}')`,
  ];
}

/** One shape: what stands around the harm. `A` is a script, `C` the host of the canary. */
export type Shape = string;

/** Fills each shape with one harm, in turn: two payloads differ in more than in what they would do. */
export function fill(className: PayloadClass, shapes: readonly Shape[], canary: string): Payload[] {
  const acts = actsOf(canary);
  return shapes.map((shape, index) => ({
    class: className,
    text: shape.replaceAll("⟦A⟧", () => acts[index % acts.length]!).replaceAll("⟦C⟧", () => canary),
  }));
}

/** Every way to take one of each. */
export function cross(...lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);
}

/** What may stand before a payload, so that it leaves the attribute, element or string it was put into. */
export const BREAKOUTS = [
  "",
  '">',
  "'>",
  "`>",
  "-->",
  "]]>",
  "</title>",
  "</textarea>",
  "</style>",
  "</script>",
  "</noscript>",
  "</iframe>",
  "</template>",
  "</select>",
  "</xmp>",
  "</noembed>",
  "</math>",
  "</svg>",
  "*/",
  '"/></a>',
] as const;
