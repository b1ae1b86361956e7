import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../browser.ts";
import { type RunningServer, runServer, SHORT } from "../server.ts";
import { findBarriers } from "./findBarriers.ts";
import {
  AMENDMENT,
  beginComment,
  DESK,
  DOCUMENT,
  expectQuiet,
  openReader,
  PHONE,
  type Reader,
  readerOf,
  SECTION,
  stopAtFailure,
  takePicture,
} from "./reader.ts";

const soon = { timeout: 15_000, interval: 50 };
const RECORD = `/${DOCUMENT}/amendments/${AMENDMENT}/record`;

let browser: Browser;
let server: RunningServer;
let sefa: Reader;
let grace: Reader;
let jonas: Reader;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), runServer({ OPENFLOOR_LIMITS: "off" }, SHORT)]);
  writeFileSync(
    join(dirname(server.bylaws), "people.yaml"),
    "people:\n  - mail: lena@example.org\n    standing: moderator\n    name: Lena Voss\n",
  );
  sefa = await openReader(browser, server, DESK);
  grace = await openReader(browser, server, PHONE);
  jonas = await openReader(browser, server, DESK);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
stopAtFailure();

/** The newest link of a kind in what the server printed: the mail nobody sends here. */
async function printedLink(page: "link" | "secretary", after = 0): Promise<string> {
  const find = () => [
    ...server
      .printed()
      .slice(after)
      .matchAll(new RegExp(`http\\S+/sign-in/${page}#[\\w.~-]+`, "g")),
  ];
  await expect.poll(() => find().length, soon).toBeGreaterThan(0);
  return find().at(-1)![0];
}

/** Asks for a link in the open sheet. @returns The link. */
async function askLink({ page }: Reader, mail: string): Promise<string> {
  const after = server.printed().length;
  const sheet = page.getByRole("dialog", { name: "Sign in" });
  await sheet.getByRole("textbox", { name: "Your mail address" }).fill(mail);
  await sheet.getByRole("button", { name: "Make a link" }).click();
  await sheet.getByText(/is printed in the server’s log/).waitFor();
  return printedLink("link", after);
}

test("the link of the first start makes its opener the secretary, and its token leaves the address at once", async () => {
  await sefa.page.goto(await printedLink("secretary"));
  await sefa.page.getByRole("heading", { name: "Become the secretary of this site" }).waitFor();
  expect(sefa.page.url()).toBe(`${server.address}/sign-in/secretary`);
  expect(await findBarriers(sefa)).toEqual([]);
  await sefa.page.getByRole("textbox", { name: "Your name" }).fill("Sefa Okoro");
  await sefa.page.getByRole("button", { name: "Become the secretary" }).click();
  await sefa.page.waitForURL("**/people");
  await sefa.page.getByRole("banner").getByText("secretary").waitFor();
});

test("she puts a director on the list, and sees what people.yaml gives without being able to change it here", async () => {
  const { page } = sefa;
  await page.getByRole("button", { name: "Add a person" }).click();
  const sheet = page.getByRole("dialog", { name: "Add a person" });
  await sheet.getByRole("textbox", { name: "Mail address" }).fill("grace@example");
  await sheet.getByRole("button", { name: "Add" }).click();
  expect(await sheet.getByRole("alert").textContent()).toContain("is no mail address");
  await sheet.getByRole("textbox", { name: "Mail address" }).fill("grace@example.org");
  await sheet.getByRole("combobox", { name: "Standing" }).selectOption("director");
  await sheet.getByRole("textbox", { name: /^Name/ }).fill("Grace Adeyemi");
  await sheet.getByRole("textbox", { name: /^Affiliation/ }).fill("Acme");
  await sheet.getByRole("button", { name: "Add" }).click();
  await page.getByText("grace@example.org is on the list.").waitFor();
  const row = page.getByRole("row", { name: /lena@example\.org/ });
  await row.waitFor();
  await row.getByText("people.yaml").waitFor();
  expect(await row.getByRole("button", { name: /^Change/ }).count()).toBe(0);
});

test("an import shows what each line would do before anything is kept, and a removal can be undone", async () => {
  const { page } = sefa;
  await page.getByRole("button", { name: "Import CSV" }).click();
  const sheet = page.getByRole("dialog", { name: "Import a list" });
  await sheet
    .getByRole("textbox", { name: "Or paste the lines here" })
    .fill("mail,standing,class\nmia@example.org,member,Gold\nno address,member,\ngrace@example.org,chair,\n");
  await sheet.getByRole("button", { name: "Show what it would do" }).click();
  await sheet.getByText("1 new, 0 changed, 0 as they are.").waitFor();
  await sheet.getByText("2 lines would be left out.").waitFor();
  expect(await sheet.getByRole("listitem").first().textContent()).toMatch(/^line 3.*is no mail address/);
  expect(await page.getByRole("row", { name: /mia@example\.org/, includeHidden: true }).count()).toBe(0);
  await takePicture(sefa, "import");
  await sheet.getByRole("button", { name: "Keep this line" }).click();
  const row = page.getByRole("row", { name: /mia@example\.org/ });
  await row.getByText("member, Gold").waitFor();
  await row.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("mia@example.org is off the list.").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await row.getByText("member, Gold").waitFor();
  expect(await findBarriers(sefa)).toEqual([]);
  await takePicture(sefa, "people");
});

test("a director who is writing asks for a link; nothing is posted before she presses; her words wait for her", async () => {
  await grace.goTo(SECTION);
  const field = await beginComment(grace);
  await field.fill("The board should see this first.");
  await grace.page.getByRole("button", { name: "Sign in instead" }).click();
  const link = await askLink(grace, "grace@example.org");
  await takePicture(grace, "link-asked");

  const tab = readerOf(grace.context, await grace.context.newPage(), server);
  const posted: string[] = [];
  tab.page.on("request", (request) => request.method() === "POST" && posted.push(new URL(request.url()).pathname));
  await tab.page.goto(link);
  const press = tab.page.getByRole("main").getByRole("button", { name: "Sign in" });
  await press.waitFor();
  expect(tab.page.url()).toBe(`${server.address}/sign-in/link`);
  expect(posted).toEqual([]);
  expect(await findBarriers(tab)).toEqual([]);
  await press.click();
  await tab.page.waitForURL(`**${SECTION}`);
  expect(posted).toEqual(["/api/sign-in/link"]);
  await tab.page.goto(link);
  await tab.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await tab.page.getByRole("heading", { name: "This link was used already" }).waitFor();
  expectQuiet([tab], /status of 40\d/);
  await tab.page.close();

  await grace.page.getByRole("dialog", { name: "Sign in" }).getByRole("button", { name: "Close" }).click();
  await grace.page.getByRole("banner").getByText("director").waitFor();
  expect(await field.inputValue()).toBe("The board should see this first.");
  await grace.page.getByRole("button", { name: "Post comment" }).click();
  const byline = grace.page.locator("#comment-1 .byline");
  await expect.poll(() => byline.textContent(), soon).toMatch(/^Grace Adeyemi director Acme /);
});

test("a link opened in another browser says where it belongs", async () => {
  const mia = await openReader(browser, server, DESK);
  await mia.goTo("/");
  await mia.page.getByRole("button", { name: "Sign in" }).click();
  const link = await askLink(mia, "mia@example.org");
  const other = await openReader(browser, server, DESK);
  await other.page.goto(link);
  await other.page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await other.page.getByRole("heading", { name: "This link belongs to another browser" }).waitFor();
  await Promise.all([mia.close(), other.close()]);
});

test("what a guest said becomes his when he signs in, and he is counted among those who did", async () => {
  await jonas.goTo(SECTION);
  const { page } = jonas;
  const field = await beginComment(jonas);
  await field.fill("As a guest I doubt it.");
  await page.getByRole("textbox", { name: "Your name" }).fill("Jonas Berg");
  await page.getByRole("button", { name: "Post comment" }).click();
  const byline = page.locator("#comment-2 .byline");
  await expect.poll(() => byline.textContent(), soon).toMatch(/^Jonas Berg guest /);
  await page.getByRole("button", { name: "Object", exact: true }).click();
  await page.locator(".tally", { hasText: "1 guest" }).waitFor();

  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.goto(await askLink(jonas, "jonas@example.org"));
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${SECTION}`);
  await expect.poll(() => byline.textContent(), soon).toMatch(/^Jonas Berg verified guest /);
  await page.locator(".tally", { hasText: "1 person" }).waitFor();
  await page
    .locator("#comment-2")
    .getByRole("button", { name: /^(Open|Read on)$/ })
    .click();
  await page.locator("#comment-2").getByRole("button", { name: "Withdraw" }).waitFor();
  await page
    .getByRole("banner")
    .getByRole("link", { name: /Jonas Berg/ })
    .click();
  await page.getByText(/What was said here as the guest Jonas Berg/).waitFor();
  await page.getByText("this one").waitFor();
  expect(await findBarriers(jonas)).toEqual([]);
  await takePicture(jonas, "account");
});

test("nothing with a mail address is kept in the browser", async () => {
  const kept = await jonas.page.evaluate(async () => {
    const all: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of database.objectStoreNames) {
        all.push(
          await new Promise((resolve) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result);
          }),
        );
      }
    }
    return JSON.stringify(all);
  });
  expect(kept).toContain("Jonas Berg");
  expect(kept).not.toContain("@");
});

test("signing out asks about what is not on record, and then leaves nothing of him on the device", async () => {
  await jonas.goTo(SECTION);
  const { page } = jonas;
  await (await beginComment(jonas)).fill("Half a thought");
  let asked = "";
  page.once("dialog", (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => asked, soon).toContain("1 thing you wrote is not on record yet");
  await page.getByRole("banner").getByText("Jonas Berg").waitFor();
  page.once("dialog", (dialog) => void dialog.accept());
  await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).waitFor();
  await page.reload();
  await page.locator("#comment-2").waitFor();
  expect(await page.getByText("unfinished comment").count()).toBe(0);
  expect(await page.evaluate(() => localStorage.getItem("openfloor-name"))).toBeNull();
});

test("who leaves and blanks his words leaves gaps with their date; others see them without loading anew", async () => {
  const { page } = jonas;
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await page.goto(await askLink(jonas, "Jonas+bylaws@example.org"));
  await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`**${SECTION}`);
  await jonas.goTo("/account");
  const form = page.getByRole("form", { name: "Leave" });
  await form.getByRole("radio", { name: /They are blanked/ }).check();
  await form.getByRole("button", { name: "Leave for good" }).click();
  expect(await form.getByRole("alert").textContent()).toContain("Type “leave”");
  await form.getByRole("textbox").fill("leave");
  await takePicture(jonas, "leave");
  await form.getByRole("button", { name: "Leave for good" }).click();
  await page.getByRole("heading", { name: "You have left" }).waitFor();

  // Grace has the page open all the while; of changed names and words pages are told twice a minute at most.
  await grace.page.locator("#comment-2 .gap").waitFor({ state: "attached", timeout: 45_000 });
  expect(await grace.page.locator("#comment-2 .gap").textContent()).toMatch(
    /^Blanked by its author on leaving, \d{1,2} \w+ \d{4}\./,
  );
  await grace.goTo(RECORD);
  expect(await grace.page.locator(".record .gap").count()).toBe(2);
  expect(await grace.page.content()).not.toContain("I doubt it");
  await takePicture(grace, "gaps");
}, 90_000);

test("the only secretary cannot leave the site without one", async () => {
  await sefa.goTo("/account");
  const form = sefa.page.getByRole("form", { name: "Leave" });
  await form.getByRole("radio", { name: /They stay/ }).check();
  await form.getByRole("textbox").fill("leave");
  await form.getByRole("button", { name: "Leave for good" }).click();
  await expect.poll(() => form.getByRole("alert").textContent(), soon).toContain("the only secretary");
});

test("nothing complained", () => expectQuiet([sefa, grace, jonas], /status of 4\d\d/));
