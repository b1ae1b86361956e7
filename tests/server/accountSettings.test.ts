import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readAccountSettings } from "../../src/server/accountSettings.ts";
import { makeFolder } from "../store/folder.ts";

const PROVIDER = { OPENFLOOR_OIDC_ISSUER: "https://id.example.org", OPENFLOOR_OIDC_CLIENT_ID: "floor" };
const MAIL = { OPENFLOOR_SMTP_URL: "smtps://mail.example.org", OPENFLOOR_MAIL_FROM: "Floor <floor@example.org>" };

test("without settings nobody is asked who anyone is, and no mail is sent", () => {
  expect(readAccountSettings({})).toEqual({});
});

describe("a provider", () => {
  test.each([
    "https://id.example.org",
    "https://id.example.org/realm",
    "http://localhost:3000",
    "http://127.0.0.1:3000",
  ])("at %s is taken", (issuer) => {
    expect(readAccountSettings({ ...PROVIDER, OPENFLOOR_OIDC_ISSUER: issuer }).provider?.issuer).toBe(issuer);
  });

  // Its word decides who somebody is.
  test.each(["http://id.example.org", "http://10.0.0.1", "http://localhost.example.org", "ftp://id.example.org", "id"])(
    "at %s is not: over the network it must encrypt",
    (issuer) => {
      expect(() => readAccountSettings({ ...PROVIDER, OPENFLOOR_OIDC_ISSUER: issuer })).toThrow(/https/);
    },
  );

  test("is asked for no more than name and mail address, unless the operator wants more", () => {
    expect(readAccountSettings(PROVIDER).provider?.scopes).toEqual(["openid", "email", "profile"]);
  });

  test("gives no standing that is none, and its map names no property of everything", () => {
    const map = (written: string) =>
      readAccountSettings({ ...PROVIDER, OPENFLOOR_OIDC_STANDING_MAP: written }).provider!.standingMap;
    expect(map("board=director, staff=secretary")).toEqual({ board: "director", staff: "secretary" });
    expect(() => map("board=king")).toThrow(/“board=king”/);
    expect(Object.keys(map("__proto__=secretary"))).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).secretary).toBeUndefined();
  });
});

test("a password may stand in a file, and no refusal repeats it", () => {
  const file = join(makeFolder(), "smtp");
  writeFileSync(file, "smtps://floor:geheim@mail.example.org\n");
  const { mail } = readAccountSettings({ ...MAIL, OPENFLOOR_SMTP_URL: undefined, OPENFLOOR_SMTP_URL_FILE: file });
  expect(mail?.url).toBe("smtps://floor:geheim@mail.example.org");
  const refused = () => readAccountSettings({ ...MAIL, OPENFLOOR_SMTP_URL: "https://floor:geheim@mail.example.org" });
  expect(refused).toThrow(/smtps:\/\//);
  expect(refused).not.toThrow(/geheim/);
});

test("a sender cannot add a line to the head of a mail", () => {
  expect(() => readAccountSettings({ ...MAIL, OPENFLOOR_MAIL_FROM: "a@example.org\r\nBcc: b@example.org" })).toThrow(
    /OPENFLOOR_MAIL_FROM/,
  );
});
