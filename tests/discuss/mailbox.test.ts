import { expect, test } from "vitest";
import { canonicalMailbox, isMailbox } from "../../src/discuss/mailbox.ts";

test.each([
  ["capitals", "Ada.Lindqvist@Example.ORG", "ada.lindqvist@example.org"],
  ["a tag", "ada+openfloor@example.org", "ada@example.org"],
  ["a tag with a tag", "ada+a+b@example.org", "ada@example.org"],
  ["dots of Gmail", "a.d.a@gmail.com", "ada@gmail.com"],
  ["Gmail’s other domain, dots, tag and capitals at once", "A.D.A+x.y@GoogleMail.com", "ada@gmail.com"],
  ["a domain with an umlaut", "ada@exämple.org", "ada@xn--exmple-cua.org"],
  ["the same with a combining mark", "ada@exa\u0308mple.org", "ada@xn--exmple-cua.org"],
  ["the same in punycode", "ada@XN--EXMPLE-CUA.org", "ada@xn--exmple-cua.org"],
  ["a domain in full-width letters", "ada@ｅｘａｍｐｌｅ.org", "ada@example.org"],
  ["a Japanese domain", "ada@例え.jp", "ada@xn--r8jz45g.jp"],
  ["the ideographic full stop of a Japanese keyboard", "ada@例え。jp", "ada@xn--r8jz45g.jp"],
  [
    "every sign that needs no quotation marks",
    "o'neill!#$%&*/=?^_`{|}~-@example.org",
    "o'neill!#$%&*/=?^_`{|}~-@example.org",
  ],
  ["64 letters before the @", `${"x".repeat(64)}@example.org`, `${"x".repeat(64)}@example.org`],
])("%s is folded", (_, mail, mailbox) => {
  expect(canonicalMailbox(mail)).toBe(mailbox);
});

test.each([
  ["dots elsewhere than at Gmail", "a.da@example.org", "ada@example.org"],
  ["a domain whose name only begins like Gmail’s", "a.da@gmail.com.example.org", "ada@gmail.com.example.org"],
  ["a domain with a Cyrillic а", "ada@ex\u0430mple.org", "ada@example.org"],
  ["a domain with a Greek ο", "ada@example.\u03BFrg", "ada@example.org"],
  ["a domain with a dotless ı", "ada@mail.ex\u0131mple.org", "ada@mail.eximple.org"],
  ["a ß, which is no ss", "ada@straße.example", "ada@strasse.example"],
  ["a hyphen, which is no tag", "ada-board@example.org", "ada@example.org"],
])("%s is another mailbox", (_, one, other) => {
  expect(isMailbox(one)).toBe(true);
  expect(canonicalMailbox(one)).not.toBe(canonicalMailbox(other));
});

test.each([
  ["nothing", ""],
  ["no @", "example.org"],
  ["nothing before the @", "@example.org"],
  ["nothing after it", "ada@"],
  ["two of them", "ada@evil.example@example.org"],
  ["a name beside the address", "Ada <ada@example.org>"],
  ["two addresses", "ada@example.org,eve@example.net"],
  ["two addresses with a semicolon", "ada@example.org;eve@example.net"],
  ["a line of the head put in behind", "ada@example.org\r\nBcc: eve@example.net"],
  ["a line put in before the @", "ada\r\nBcc: eve@example.net"],
  ["a bare line feed at the end", "ada@example.org\n"],
  ["a line separator of Unicode", "ada\u2028@example.org"],
  ["a NUL", "ada\0@example.org"],
  ["a blank", "ada lindqvist@example.org"],
  ["a blank at the end", "ada@example.org "],
  ["a tabulator inside the domain, which addresses of pages ignore", "ada@exam\tple.org"],
  ["quotation marks", '"ada"@example.org'],
  ["an address inside quotation marks", '"ada@example.org eve"@example.net'],
  ["a comment", "ada(board)@example.org"],
  ["a dot at the start", ".ada@example.org"],
  ["a dot at the end", "ada.@example.org"],
  ["two dots", "a..da@example.org"],
  ["a Kelvin sign that small letters turn into a k", "mi\u212Ae@example.org"],
  ["a Cyrillic letter before the @", "\u0430da@example.org"],
  ["a zero-width space before the @", "a\u200Bda@example.org"],
  ["a zero-width space in the domain", "ada@exam\u200Bple.org"],
  ["a soft hyphen in the domain", "ada@exam\u00ADple.org"],
  ["a domain of one word", "ada@localhost"],
  ["an address of this machine", "ada@127.0.0.1"],
  ["an address of this machine, shortened", "ada@127.1"],
  ["an address of this machine as one number", "ada@0x7f000001"],
  ["an address in brackets", "ada@[127.0.0.1]"],
  ["an address of version 6", "ada@[::1]"],
  ["a port", "ada@example.org:25"],
  ["a path", "ada@example.org/inbox"],
  ["a percent sign in the domain", "ada@exam%70le.org"],
  ["a dot after the domain", "ada@example.org."],
  ["a hyphen at the start of the domain", "ada@-example.org"],
  ["an underscore in the domain", "ada@my_host.example.org"],
  ["65 letters before the @", `${"x".repeat(65)}@example.org`],
  ["255 letters", `ada@${"x".repeat(60)}.${"x".repeat(60)}.${"x".repeat(60)}.${"x".repeat(60)}.example`],
  ["a label of 64 letters", `ada@${"x".repeat(64)}.org`],
  ["a million signs", `${"a.".repeat(500_000)}@example.org`],
])("%s is no mailbox", (_, mail) => {
  expect(isMailbox(mail)).toBe(false);
});

test("folding a second time changes nothing", () => {
  for (const mail of ["A.d.a+x@GoogleMail.com", "+x@example.org", "ada@exämple.org", "a+@b.example"]) {
    const mailbox = canonicalMailbox(mail)!;
    expect(canonicalMailbox(mailbox), mail).toBe(mailbox);
  }
});
