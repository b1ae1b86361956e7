import { escapeHtml } from "./escape.ts";
import { LINK_MINUTES } from "./link.ts";
import type { Mail } from "./mail.ts";

/** The mail with a link to sign in with. What goes in is an address of ours and a token: nothing anybody wrote. */
export function writeLinkMail(to: string, link: string): Mail {
  const { origin, host } = new URL(link);
  const words = [
    `Somebody, most likely you, asked to sign in at ${origin}.`,
    `Open this link in the browser in which you asked. It works once, for ${LINK_MINUTES} minutes:`,
    "If it was not you, do nothing: nobody is signed in without this link, and it works in that browser only.",
  ] as const;
  const paragraph = (html: string) => `<p>${html}</p>`;
  return {
    to,
    subject: `Your link to sign in at ${host}`,
    text: `${words[0]}\n\n${words[1]}\n\n${link}\n\n${words[2]}\n`,
    html: [
      escapeHtml(words[0]),
      escapeHtml(words[1]),
      `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`,
      escapeHtml(words[2]),
    ]
      .map(paragraph)
      .join("\n"),
  };
}
