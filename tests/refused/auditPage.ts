/** How what is not content looks: it must look the same whatever the content is. */
export interface Looks {
  [sentinel: string]: string;
}

/**
 * Looks over the page on the screen for anything that content may have put
 * there beside words. Runs in the page.
 *
 * @returns One sentence for each thing that does not belong there.
 */
export function auditPage(): string[] {
  const mistakes = new Set<string>();
  const say = (what: string, element: Element) =>
    mistakes.add(`${what}: ${element.outerHTML.slice(0, 160)} in ${element.parentElement?.className ?? ""}`);
  const tags = new Set(
    "html head meta title link script body div main header nav section article aside footer h1 h2 h3 h4 p span b i em strong del ins s mark q code pre kbd blockquote ul ol li dl dt dd table thead tbody tr th td hr br sup sub time button a label input textarea select option fieldset legend form details summary dialog progress bdi small output noscript search figure".split(
      " ",
    ),
  );
  // What makes a browser load, leave, run or draw elsewhere.
  const never = new Set(
    "srcset srcdoc action formaction ping background poster data manifest is slot part exportparts usemap popovertarget commandfor target download nonce http-equiv xlink:href dynsrc lowsrc attributionsrc blocking".split(
      " ",
    ),
  );
  const prose = new Set(
    "p a em strong del code pre blockquote ul ol li table thead tbody tr th td hr br span sup div".split(" "),
  );
  const isBuiltIn = (name: string) =>
    [Window.prototype, EventTarget.prototype, Document.prototype, Node.prototype, HTMLFormElement.prototype].some(
      (one) => Object.hasOwn(one, name),
    ) ||
    /^(?:page|self|top|parent|location|document|history|frames|opener|name|length|navigator|event|external)$/.test(
      name,
    );
  const known = /^(?:page|text|amendments|position-question|[«_]?r[0-9a-z_»-]*|:r[0-9a-z]+:.*)$/;

  const ids = new Map<string, Element>();
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName;
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml") say("not HTML", element);
    if (!tags.has(tag)) say(`a <${tag}>`, element);
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on")) say(`the attribute ${name}`, element);
      if (never.has(name) && !(name === "http-equiv" && element.parentElement === document.head))
        say(`the attribute ${name}`, element);
      if (/url\s*\(|expression|@import|javascript:/i.test(name === "style" ? value : "")) say("a style", element);
    }
    if (element.id) {
      const other = ids.get(element.id);
      if (other) say(`the id ${element.id} twice`, element);
      ids.set(element.id, element);
      if (element.id !== "page" && isBuiltIn(element.id))
        say(`the id ${element.id}, which is a name of the browser's`, element);
      if (!known.test(element.id) && !/^(?:clause|stood|comment|entry|act)-/.test(element.id))
        say(`the id ${element.id}`, element);
    }
    if (element.hasAttribute("name") && !element.closest("head")) {
      if (!(element instanceof HTMLInputElement) || isBuiltIn(element.name)) say("a name", element);
    }
    if (element instanceof HTMLAnchorElement && element.hasAttribute("href")) {
      // One that is no address at all, and has no protocol, leads nowhere.
      if (!/^(?:https?|mailto)?:$/.test(element.protocol)) say(`a link to ${element.protocol}`, element);
    }
    if (tag === "script" && !(element as HTMLScriptElement).src.startsWith(`${location.origin}/assets/`))
      say("a script", element);
    if (tag === "link" && !(element as HTMLLinkElement).href.startsWith(`${location.origin}/`))
      say("a link element", element);
    if (
      (tag === "link" || tag === "meta" || tag === "script" || tag === "title") &&
      element.parentElement !== document.head
    )
      say(`a <${tag}> outside the head`, element);
    if (element.shadowRoot) say("a shadow root", element);
  }
  for (const element of document.querySelectorAll(".prose *")) {
    if (element instanceof HTMLAnchorElement && element.rel !== "noopener noreferrer nofollow ugc")
      say("a link that tells where from", element);
    if (!prose.has(element.localName)) say(`a <${element.localName}> in a comment`, element);
    for (const { name, value } of element.attributes) {
      const isMeant =
        name === "href" ||
        name === "rel" ||
        // How a character that nobody sees is shown.
        (name === "class" && value === "token") ||
        (name === "data-token" && /^U\+[0-9A-F]+ [A-Za-z -]+$/.test(value)) ||
        (name === "start" && /^\d+$/.test(value)) ||
        (name === "style" && /^text-align: (?:left|right|center);$/.test(value));
      if (!isMeant) say(`the attribute ${name} in a comment`, element);
    }
    const { position, zIndex } = getComputedStyle(element);
    if (position !== "static" || zIndex !== "auto") say(`drawn ${position} in a comment`, element);
  }
  if (window.length > 0) mistakes.add(`${window.length} frames`);
  for (const name of [
    "getElementById",
    "querySelector",
    "createElement",
    "cookie",
    "forms",
    "body",
    "head",
    "location",
  ]) {
    if (Object.hasOwn(document, name) && name !== "location") mistakes.add(`document.${name} is another`);
    if ((document as unknown as Record<string, unknown>)[name] instanceof HTMLCollection && name !== "forms")
      mistakes.add(`document.${name} is a list of elements`);
  }
  if (typeof document.getElementById !== "function" || typeof document.createElement !== "function")
    mistakes.add("a method of the document is gone");
  const width = document.scrollingElement?.scrollWidth ?? 0;
  if (width > innerWidth + 1) {
    const widest = [...document.querySelectorAll("body *")].findLast(
      (element) => element.getBoundingClientRect().right >= width - 1,
    );
    mistakes.add(`the page is ${width} wide in a window of ${innerWidth}: ${widest?.outerHTML.slice(0, 200)}`);
  }
  for (const selector of [".brand", ".top-actions button"]) {
    const sentinel = document.querySelector(selector);
    if (!sentinel) continue;
    scrollTo(0, 0);
    const { left, top, width, height } = sentinel.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (hit !== sentinel && !sentinel.contains(hit))
      mistakes.add(`${selector} is covered by ${hit?.outerHTML.slice(0, 200)}`);
  }
  return [...mistakes];
}

/** Place, size and style of what content must not touch. Runs in the page. */
export function lookAt(): Looks {
  const styles =
    "color backgroundColor backgroundImage fontFamily fontSize display visibility opacity transform filter position zIndex direction writingMode pointerEvents cursor clipPath mixBlendMode".split(
      " ",
    );
  const looks: Looks = {};
  for (const selector of [
    "html",
    "body",
    "#page",
    "header.top",
    ".brand",
    ".top-actions",
    ".top-actions button",
    "main",
  ]) {
    const element = document.querySelector(selector);
    if (!element) continue;
    const style = getComputedStyle(element) as unknown as Record<string, string>;
    const { left, top, width, height } = element.getBoundingClientRect();
    const isFixed = /brand|top/.test(selector);
    looks[selector] = [
      ...styles.map((name) => `${name}: ${style[name]}`),
      isFixed
        ? `at ${[left, top, width, height].map(Math.round)}`
        : `from ${Math.round(left)} wide ${Math.round(width)}`,
    ].join("; ");
  }
  return looks;
}
