import { expect } from "vitest";
import type { Browser, OwnServer } from "./started.ts";

const soon = { timeout: 5000, interval: 10 };

/** The newest link in the log that leads to a page of this server; without a mail server it is printed there. */
export async function linkInLog(
  { logged }: Pick<OwnServer, "logged">,
  page: "link" | "secretary",
  after = 0,
): Promise<string> {
  const find = () =>
    logged
      .slice(after)
      .flatMap((line) => line.match(new RegExp(`http\\S+/sign-in/${page}#(\\S+)`)) ?? [])
      .at(-1);
  await expect.poll(find, soon).toBeDefined();
  return find()!;
}

/** Asks for a link in this browser. @returns The token behind its #. */
export async function askLink(server: OwnServer, browser: Browser, mail: string, next?: string): Promise<string> {
  const after = server.logged.length;
  const { status } = await browser.post("/api/sign-in/mail", { mail, ...(next !== undefined && { next }) });
  expect(status).toBe(202);
  return linkInLog(server, "link", after);
}

/** Signs in by mail, and gives a name where one is given. @returns The person. */
export async function signInByMail(server: OwnServer, browser: Browser, mail: string, name?: string) {
  const token = await askLink(server, browser, mail);
  const { status, json } = await browser.post("/api/sign-in/link", { token });
  expect(status, JSON.stringify(json)).toBe(200);
  if (name === undefined) return json.person;
  return (await browser.post("/api/me/name", { name })).json.person;
}

/** Opens the link that the server printed at its start. */
export async function becomeSecretary(server: OwnServer, browser: Browser, name = "Sefa Okoro") {
  const token = await linkInLog(server, "secretary");
  const { status, json } = await browser.post("/api/secretary", { token, name });
  expect(status, JSON.stringify(json)).toBe(200);
  return json.person;
}
