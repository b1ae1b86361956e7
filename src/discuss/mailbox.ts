/** Longest mail address and longest part before its @ (RFC 5321), in UTF-16 units. */
export const MAIL_LIMIT = 254;
const LOCAL_LIMIT = 64;

/** Words of the signs RFC 5322 allows outside quotation marks, joined by single dots. */
const LOCAL = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Ends in letters: what ends in digits is an address of a machine, which may be one of our own network. */
const TOP = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** What would end the line or the address in a mail's head, or is not to be seen. */
const NOT_IN_A_DOMAIN = /[\p{C}\p{Z}\p{DI}@,;:<>()[\]\\/?#%"]/u;

/** Google ignores dots, and lets its users write either domain. */
const GMAIL = new Set(["gmail.com", "googlemail.com"]);

/**
 * One name for all ways to write one mailbox: two people whose mail goes to
 * the same place are one person.
 *
 * Small letters; a domain in any script as `xn--…`, so that `exämple.org` and
 * a Cyrillic imitation of it stay apart; `+tag` left out; Gmail's dots left out.
 * It is for comparing: mail goes to the address as it was written.
 *
 * @returns `undefined` when it is no address we would send mail to. Parts in
 *   quotation marks, other letters than a to z before the @, and domains that
 *   are numbers are none: mailers disagree about where such mail goes.
 */
export function canonicalMailbox(mail: string): string | undefined {
  const at = mail.lastIndexOf("@");
  const local = mail.slice(0, at);
  if (at < 1 || mail.length > MAIL_LIMIT || local.length > LOCAL_LIMIT || !LOCAL.test(local)) return undefined;
  const domain = foldDomain(mail.slice(at + 1));
  if (!domain || local.length + 1 + domain.length > MAIL_LIMIT) return undefined;
  const isGmail = GMAIL.has(domain);
  const plain = local.toLowerCase().replace(/(?<=.)\+.*/, "");
  return `${isGmail ? plain.replaceAll(".", "") : plain}@${isGmail ? "gmail.com" : domain}`;
}

/** Whether mail can be sent there: one plain address, without a name beside it. */
export function isMailbox(mail: string): boolean {
  return canonicalMailbox(mail) !== undefined;
}

function foldDomain(written: string): string | undefined {
  if (NOT_IN_A_DOMAIN.test(written)) return undefined;
  let domain: string;
  try {
    // The rules for domains in other scripts (UTS 46) are the platform's.
    domain = new URL(`http://${written}`).hostname;
  } catch {
    return undefined;
  }
  const labels = domain.split(".");
  const isWhole = labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP.test(labels.at(-1)!);
  return isWhole ? domain : undefined;
}
