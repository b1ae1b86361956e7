import { parseAddress } from "./address.ts";
import { Store } from "./Store.ts";

/** What a link from a mail or from the server's log brought with it; gone from the address bar. */
export const linkToken = new Store<string | undefined>(undefined);

/** Takes the token out of the address, before it is in the history or on a picture of the screen. */
export function takeLinkToken(): void {
  const { pathname, search, hash } = location;
  const address = parseAddress(pathname);
  if (address.page !== "sign-in" || !address.by || hash.length < 2) return;
  linkToken.set(decodeURIComponent(hash.slice(1)));
  history.replaceState(null, "", pathname + search);
}
