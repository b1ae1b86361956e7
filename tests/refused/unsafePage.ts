import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A page that makes every mistake there is with what people write: the control that shows that the traps work. */
export interface UnsafePage {
  origin: string;
  /** Address of the page that shows this text. @param isGuarded With a policy that forbids its scripts, as ours has. */
  addressOf(text: string, isGuarded?: boolean): string;
  close(): Promise<void>;
}

export async function serveUnsafePage(): Promise<UnsafePage> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname !== "/") {
      response.statusCode = 404;
      return void response.end();
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (searchParams.has("guarded")) response.setHeader("content-security-policy", "script-src 'self'");
    response.end(pageOf(searchParams.get("text") ?? ""));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    addressOf: (text, isGuarded) =>
      `${origin}/?text=${encodeURIComponent(text.replace(/\p{Cs}/gu, "\uFFFD"))}${isGuarded ? "&guarded" : ""}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const START = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unsafe</title>
<style>header{position:static}</style></head>
<body><div id="page"><header class="top"><a href="/">Openfloor</a></header><main class="page"><h1>Sentinel</h1></main></div>`;

function pageOf(text: string): string {
  const inScript = JSON.stringify(text).replaceAll("<", "\\u003c");
  return `${START}
<div class="content">${text}</div>
</textarea></title></style></script></noscript></xmp></select></template></iframe>
<p title="${text}">x</p><p title='${text}'>x</p><a href="${text.replace(/^\s+/, "")}">x</a>
<script>try { const said = "${text}"; } catch {}</script>
<script>
${mistakes}
makeMistakes(${inScript});
</script></body></html>`;
}

/** Turned back once too often, normalised, taken for Markdown and for a template. */
const mistakes = String(function makeMistakes(text: string) {
  const put = (html: string) => {
    const box = document.createElement("div");
    document.body.append(box);
    try {
      box.append(document.createRange().createContextualFragment(html));
    } catch {
      // No markup at all.
    }
  };
  const unescaped = (words: string) => {
    const field = document.createElement("textarea");
    field.innerHTML = words.replaceAll("</textarea", "");
    return field.value;
  };
  const inScript = (words: string) =>
    words
      .replace(/\\u\{?([0-9a-f]{1,5})\}?|\\x([0-9a-f]{2})/gi, (_, a, b) =>
        String.fromCodePoint(Number.parseInt(a ?? b, 16)),
      )
      .replace(/%u([0-9a-f]{4})/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)));
  const decoded = (words: string) => {
    try {
      return decodeURIComponent(words);
    } catch {
      return words;
    }
  };
  put(text.normalize("NFKC").replace(/\p{Cc}|\p{Cf}|\p{Cn}|\p{Mn}|\u115F|\u1160|\u3164|\uFFA0/gu, ""));
  put(unescaped(text));
  put(unescaped(unescaped(unescaped(text))));
  put(decoded(decoded(text)));
  put(inScript(text));
  const link = /\]\(<?([^>)]*)>?\)|\]: <?([^>]*)>?|^<([^>]*)>$/.exec(text);
  const hrefs = [link?.[1] ?? link?.[2] ?? link?.[3], /href='([^']*)'/.exec(text)?.[1], text];
  for (const href of hrefs.filter((one) => one !== undefined)) {
    const anchor = document.createElement("a");
    anchor.href = unescaped(decoded(href)).replace(/^\u200B/, "");
    document.body.append(anchor);
    if (anchor.protocol === "javascript:") anchor.click();
  }
  for (const file of document.querySelectorAll<HTMLAnchorElement>("a[download]")) file.click();
  const image = /!\[.*\]\(<?([^>)]*)>?/.exec(text)?.[1];
  if (image) put(`<img src="${image}">`);
  const template = /[{[$#@*%<]+[({=!]*([^{}]+)[}\])]/.exec(text)?.[1];
  if (template) {
    try {
      // biome-ignore lint/security/noGlobalEval: the mistake that is shown
      // biome-ignore lint/complexity/noCommaOperator: in the page's own scope
      (0, eval)(template);
    } catch {
      // No script at all.
    }
  }
});
