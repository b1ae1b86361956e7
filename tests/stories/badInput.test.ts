import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { AMENDMENT, beginComment, dragOver, expectQuiet, type Reader } from "./reader.ts";
import { comment, Stage, shown } from "./stage.ts";

const stage = new Stage();

const form = ({ page }: Reader) => page.locator("form.composer");
/** A file of the amendment, as its clerk writes it. */
const fileOf = (name: string) => join(stage.server.bylaws, stage.document, "amendments", AMENDMENT, name);

/** Somebody who came by a link to a comment; its thread is open. */
async function openAt(seq: number): Promise<Reader> {
  const reader = await stage.meet();
  await reader.goTo(`${stage.section}#comment-${seq}`);
  await thread(reader, seq).waitFor();
  return reader;
}
const thread = ({ page }: Reader, seq: number) => page.locator(`article[data-thread="${seq}"][data-active]`);

test("a comment on a version that is gone can be read with its words, and says that the version is missing", async () => {
  const anchor = {
    text: "0".repeat(64),
    side: "after",
    clause: "4.16",
    part: "text",
    from: 7,
    to: 19,
    quote: "as necessary",
    prefix: "Except ",
    suffix: " to protect",
  };
  const seq = await stage.say("Jonas Berg", { text: "In whose eyes?", anchor });
  const ada = await openAt(seq);
  await thread(ada, seq)
    .getByText(/version missing/)
    .waitFor();
  expect(await thread(ada, seq).textContent()).toMatch(/as necessary.*In whose eyes\?/s);
  expectQuiet([ada]);
});

test("a wording request that changes nothing is not sent, and says so", async () => {
  const ada = await stage.open();
  await beginComment(ada);
  await form(ada).getByText("Wording request", { exact: true }).click();
  await form(ada)
    .getByRole("textbox", { name: /as you would have them$/ })
    .waitFor();
  await form(ada).getByRole("textbox", { name: "Your reason" }).fill("No other words.");
  await form(ada).getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await form(ada).getByRole("button", { name: "Send wording request" }).click();
  await form(ada)
    .getByRole("alert")
    .getByText(/the same words|the same as|already|nothing/i)
    .waitFor();
  expect(await form(ada).getByRole("textbox", { name: "Your reason" }).inputValue()).toBe("No other words.");
  expect(await stage.record()).toEqual([]);
  expectQuiet([ada]);
});

test("a wording request sent before the words of the clause have come is not lost without a word: it says that nothing was sent", async () => {
  const ada = await stage.meet();
  let come = () => {};
  const held = new Promise<void>((resolve) => {
    come = resolve;
  });
  await ada.context.route(/\/assets\/RequestFields/, async (route) => {
    await held;
    await route.continue();
  });
  await stage.arrive(ada);
  await beginComment(ada);
  await form(ada).getByText("Wording request", { exact: true }).click();
  await form(ada).getByRole("textbox", { name: "Your reason" }).fill("Too early.");
  await form(ada).getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await form(ada).getByRole("button", { name: "Send wording request" }).click();
  await form(ada).getByRole("alert").getByText("Nothing was sent").waitFor();
  come();
  const words = form(ada).getByRole("textbox", { name: /as you would have them$/ });
  await words.fill((await words.inputValue()).replace("as necessary", "where necessary"));
  await form(ada).getByRole("button", { name: "Send wording request" }).click();
  await stage.expectRecord("comment Too early.");
  expectQuiet([ada]);
});

test("a reply to a comment that was withdrawn meanwhile is refused with the reason, and its words are kept", async () => {
  const jonas = await stage.open();
  await comment(jonas, "I take this back in a moment.", `Jonas of ${stage.document}`);
  const own = jonas.page.locator("article[data-active]", { hasText: "I take this back" });
  await own.waitFor();
  const seq = Number(await own.getAttribute("data-thread"));

  const ada = await openAt(seq);
  await thread(ada, seq).getByRole("button", { name: "Reply", exact: true }).click();
  await ada.page.getByRole("textbox", { name: "Your reply" }).fill("Why so?");
  await ada.page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  const his = jonas.page.locator(`article[data-thread="${seq}"]`);
  await his.getByRole("button", { name: "Withdraw", exact: true }).click();
  await his.getByRole("button", { name: "Withdraw it" }).click();
  await his
    .getByText(/by its author/)
    .first()
    .waitFor();
  await ada.page.getByRole("button", { name: "Post reply" }).click();
  await thread(ada, seq)
    .getByText(new RegExp(`Comment ${seq} was withdrawn meanwhile`))
    .waitFor();
  expect(await thread(ada, seq).textContent()).toContain("Why so?");
  await stage.expectRecord("comment I take this back in a moment.", "withdrawal");
  expectQuiet([ada, jonas], /status of 4\d\d/);
});

test("a comment of 10,000 nested marks is refused in a sentence, and its text kept", async () => {
  const ada = await stage.open();
  const field = await beginComment(ada);
  const deep = `${"> ".repeat(4_999)}x`;
  await field.fill(deep);
  await form(ada).getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await form(ada)
    .getByRole("alert")
    .getByText(/nested more than 20 deep/)
    .waitFor();
  expect((await field.inputValue()).length).toBe(deep.length);
  expect(await stage.record()).toEqual([]);
  expectQuiet([ada]);
});

test("a position taken after the close is refused with the date, and kept with its reason, also for the next visit", async () => {
  const ada = await stage.open();
  await ada.page.getByRole("button", { name: "Object" }).click();
  const sheet = ada.page.getByRole("dialog", { name: "Position: Object" });
  await sheet.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await sheet.getByRole("textbox", { name: /^Reason/ }).fill("Too wide by far.");
  const open = readFileSync(fileOf("amendment.yaml"), "utf8");
  writeFileSync(fileOf("amendment.yaml"), open.replace(/^comment:\n/m, "comment:\n  closes: 2019-04-07\n"));
  await ada.page
    .getByText(/closed for comment since 8 April 2019/i)
    .first()
    .waitFor({ state: "attached" });
  await sheet.getByRole("button", { name: "Take this position" }).click();
  const bar = ada.page.getByRole("region", { name: "Positions" });
  const told = /closed for comment since 8 April 2019.*Not taken: Object, “Too wide by far\.”/is;
  await expect.poll(() => bar.textContent()).toMatch(told);
  expect(await stage.record()).toEqual([]);
  await ada.page.reload();
  await expect.poll(() => bar.textContent()).toMatch(told);
  expectQuiet([ada], /status of 403/);
});

test("a comment edited on two devices: the second is told, has both texts before it, and nothing of either is lost", async () => {
  const desk = await stage.open();
  await comment(desk, "As it was.", stage.name);
  await shown(desk, "As it was.").waitFor();
  const tablet = await stage.meet();
  await tablet.context.addCookies(await desk.context.cookies());
  await stage.arrive(tablet);
  await shown(tablet, "As it was.").getByRole("button").first().click();
  for (const { page } of [desk, tablet]) await page.getByRole("button", { name: "Edit", exact: true }).click();
  const words = ({ page }: Reader) => page.getByRole("textbox", { name: "Your words" });
  await words(tablet).fill("As the tablet has it.");
  await tablet.page.getByRole("button", { name: "Save" }).click();
  await shown(tablet, "As the tablet has it.").waitFor();
  await words(desk).fill("As the desk has it.");
  await desk.page.getByRole("button", { name: "Save" }).click();
  await desk.page
    .getByRole("alert")
    .getByText(/edited this elsewhere meanwhile/)
    .waitFor();
  await expect.poll(() => words(desk).inputValue()).toBe("As the desk has it.");
  await desk.page.getByRole("complementary", { name: "Another text" }).getByText("As the tablet has it.").waitFor();
  await desk.page.getByRole("button", { name: "Save" }).click();
  await stage.expectRecord("comment As it was.", "edit As the tablet has it.", "edit As the desk has it.");
  await shown(tablet, "As the desk has it.").waitFor();
  expectQuiet([desk, tablet], /status of 409/);
});

test("words that stand in two places on the next revision: their author is asked which, chooses, and it stays so for everyone", async () => {
  const ada = await stage.open();
  await dragOver(ada, '[id="clause-4.16"] [data-part="text"]', "as necessary");
  await ada.page.getByRole("button", { name: "Comment on these words" }).click();
  await ada.page.getByRole("textbox", { name: "Your comment" }).fill("In whose eyes?");
  await ada.page.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await ada.page.getByRole("button", { name: "Post comment" }).click();
  await shown(ada, "In whose eyes?").waitFor();
  const one = readFileSync(fileOf("1.md"), "utf8");
  const [section, title] = /4\.16 (Open Meetings and Records)\. .*\n/.exec(one)!;
  const of = (number: string, name: string) => section.replace("4.16", number).replace(title!, name);
  writeFileSync(fileOf("2.md"), one.replace(section, `${of("4.15", "Board")}\n${of("4.17", "Committees")}`));
  appendFileSync(fileOf("amendment.yaml"), "  - number: 2\n    on: 2019-04-03\n    note: Divided.\n");
  const { page } = ada;
  const asked = page.getByRole("group", { name: "Its words stand in two places now. Which?" });
  await asked
    .getByRole("listitem")
    .filter({ hasText: "4.17 Committees" })
    .getByRole("button", { name: /Here/ })
    .click();
  await asked.waitFor({ state: "detached" });
  await stage.expectRecord("comment In whose eyes?", "placement");
  const jonas = await stage.meet();
  for (const reader of [ada, jonas]) {
    await reader.goTo(stage.section.replace("4.16", "4.17"));
    await reader.page.locator('[id="clause-4.17"] mark', { hasText: "as necessary" }).first().waitFor();
    await shown(reader, "In whose eyes?").getByRole("button").first().click();
    expect(await reader.page.getByText(/stand in two places/).count()).toBe(0);
    expect(await reader.page.locator('[id="clause-4.15"] mark[data-marks]').count()).toBe(0);
  }
  expectQuiet([ada, jonas]);
});

test("a question is co-signed by mistake: Undo takes the signature back, and the record says so", async () => {
  const seq = await stage.say("Kim Ode", { text: "What does it cost?", mark: "question" });
  const ada = await openAt(seq);
  await thread(ada, seq).getByRole("button", { name: "Co-sign" }).click();
  const asked = ada.page.getByRole("form", { name: "Co-sign" });
  await asked.getByRole("textbox", { name: "Your name" }).fill(stage.name);
  await asked.getByRole("button", { name: "Co-sign" }).click();
  await thread(ada, seq).getByText("1 person co-signs").waitFor();
  await ada.page.getByRole("status").filter({ hasText: "Co-signed." }).waitFor();
  await ada.page.getByRole("button", { name: "Undo" }).click();
  await thread(ada, seq).getByText("1 person co-signs").waitFor({ state: "detached" });
  await stage.expectRecord("comment What does it cost?", "co-signature", "withdrawal");
  await thread(ada, seq).getByRole("button", { name: "Co-sign" }).waitFor();
  expectQuiet([ada]);
});

test("500 co-signatures within seconds are all counted, each person once", async () => {
  const seq = await stage.say("Kim Ode", { text: "What does it cost?", mark: "question" });
  for (let from = 0; from < 500; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => stage.say(`Signer ${from + at}`, { kind: "co-signature", signs: seq })),
    );
  const ada = await openAt(seq);
  await expect.poll(() => thread(ada, seq).textContent()).toContain("500 people co-sign");
  await thread(ada, seq).getByRole("button", { name: "and 495 more" }).click();
  await expect.poll(() => thread(ada, seq).locator(".co-signers bdi").count()).toBe(500);
  expectQuiet([ada]);
}, 120_000);

test("the browser’s own search comes to words of a thread that is not drawn, one of sixty: it opens", async () => {
  await Promise.all(Array.from({ length: 60 }, (_, at) => stage.say(`Guest ${at}`, { text: `Remark of heron${at}.` })));
  const ada = await stage.open();
  await ada.page.locator('[data-unseen][hidden="until-found"]', { hasText: "heron50." }).waitFor({ state: "attached" });
  expect(await ada.page.locator(".thread", { hasText: "heron50." }).count()).toBe(0);
  // No program can press Ctrl+F, and not every Chromium follows a link to words. A link to the place where they lie hidden
  // is followed by the same means: the browser tells the page before it shows them.
  await ada.page.evaluate(() => {
    const hidden = [...document.querySelectorAll("[data-unseen]")].find((one) =>
      one.textContent!.includes("heron50."),
    )!;
    hidden.id = "sought";
    location.hash = "sought";
  });
  await ada.page.locator("article[data-active]", { hasText: "heron50." }).waitFor();
  expectQuiet([ada]);
});

test("the bar of what is picked lies over nothing one writes in: it goes when a field opens, and keeps off the margin", async () => {
  const { page } = await stage.open();
  const pressChange = async () => {
    const change = page.locator(".law ins").first();
    await change.scrollIntoViewIfNeeded();
    // It runs over several lines: its middle may lie beside it.
    const { x, y } = await change.evaluate((element) => element.getClientRects()[0]!);
    await page.mouse.click(x + 8, y + 8);
  };
  const bar = page.getByRole("toolbar", { name: "What you have picked" });
  await pressChange();
  await bar.waitFor();
  await page.getByRole("button", { name: "Comment on the whole amendment" }).click();
  const form = page.getByRole("form", { name: /^Comment on/ });
  await form.waitFor();
  await bar.waitFor({ state: "detached" });
  for (const width of [1000, 1280, 1600, 2200]) {
    await page.setViewportSize({ width, height: 900 });
    await pressChange();
    await bar.waitFor();
    const [left, right] = await Promise.all([form.boundingBox(), bar.boundingBox()]);
    expect(right!.x + right!.width, `${width} px wide`).toBeLessThanOrEqual(left!.x);
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
  }
});
