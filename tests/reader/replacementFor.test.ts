import { expect, test } from "vitest";
import { replacementFor } from "../../src/reader/replacementFor.ts";

/** What a field with `[selected]` words reads after a key, with what is selected then in brackets. */
function press(key: string, field: string): string | undefined {
  const from = field.indexOf("[");
  const to = field.indexOf("]") - 1;
  const text = field.replace("[", "").replace("]", "");
  const event = { key, shiftKey: key === ">", code: key === ">" ? "Period" : "" };
  const done = replacementFor(event, text, from, to);
  if (!done) return undefined;
  const now = text.slice(0, done.from) + done.words + text.slice(done.to);
  const [start, end] = done.select;
  return `${now.slice(0, start)}[${now.slice(start, end)}]${now.slice(end)}`;
}

test.each([
  ["bold", "b", "the [board] says", "the **[board]** says"],
  ["bold, taken away again", "b", "the **[board]** says", "the [board] says"],
  ["bold where nothing is selected: the caret stands between the marks", "b", "the []", "the **[]**"],
  ["bold over words with a blank at the end: the blank stays outside", "b", "the [board ]says", "the **[board]** says"],
  ["italic inside bold is not taken for its mark", "i", "the **[board]** says", "the ***[board]*** says"],
  ["italic, taken away again", "i", "the *[board]* says", "the [board] says"],
  ["a quotation of all its lines", ">", "one\nt[wo\nthr]ee\nfour", "one\n> two\n> three[]\nfour"],
  ["a quotation, taken away again", ">", "> on[e\n> tw]o", "one\ntwo[]"],
  ["a key that does nothing here", "j", "the [board]", undefined],
])("%s", (_, key, before, after) => {
  expect(press(key, before)).toBe(after);
});

test("a link is put around words, and its address is typed next; around an address, its words are", () => {
  const link = { key: "k", shiftKey: false, code: "" };
  expect(replacementFor(link, "see the minutes", 4, 15)).toEqual({
    from: 4,
    to: 15,
    words: "[the minutes](https://)",
    select: [18, 26],
  });
  expect(replacementFor(link, "https://a.example/", 0, 18)).toMatchObject({
    words: "[](https://a.example/)",
    select: [1, 1],
  });
});
