import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readAccountSettings } from "../../src/server/accountSettings.ts";
import { makeFolder } from "../store/folder.ts";

const MAIL = {
  OPENFLOOR_SMTP_URL: "smtps://u:p@mail.example.org",
  OPENFLOOR_MAIL_FROM: "Ferry Club <f@ferry.example>",
};
const OIDC = { OPENFLOOR_OIDC_ISSUER: "https://id.example.org", OPENFLOOR_OIDC_CLIENT_ID: "openfloor" };

test("mail and provider are read from the environment, their secrets also from files", () => {
  expect(readAccountSettings({})).toEqual({});
  expect(readAccountSettings(MAIL).mail).toEqual({ url: MAIL.OPENFLOOR_SMTP_URL, from: MAIL.OPENFLOOR_MAIL_FROM });
  const path = join(makeFolder(), "secret");
  writeFileSync(path, "of a file\n");
  const claims = {
    OPENFLOOR_OIDC_CLIENT_SECRET_FILE: path,
    OPENFLOOR_OIDC_NAME: "Guild",
    OPENFLOOR_OIDC_SCOPE: "openid email groups",
    OPENFLOOR_OIDC_STANDING_CLAIM: "realm_access.roles",
    OPENFLOOR_OIDC_STANDING_MAP: "board=director, office staff = secretary",
    OPENFLOOR_OIDC_CLASS_CLAIM: "level",
    OPENFLOOR_OIDC_AFFILIATION_CLAIM: "company",
  };
  expect(readAccountSettings({ ...OIDC, ...claims }).provider).toEqual({
    issuer: "https://id.example.org",
    clientId: "openfloor",
    clientSecret: "of a file",
    name: "Guild",
    scopes: ["openid", "email", "groups"],
    standingClaim: "realm_access.roles",
    standingMap: { board: "director", "office staff": "secretary" },
    classClaim: "level",
    affiliationClaim: "company",
  });
  expect(readAccountSettings(OIDC).provider).toMatchObject({
    name: "id.example.org",
    scopes: ["openid", "email", "profile"],
  });
});

test.each<[Record<string, string>, RegExp]>([
  [{ ...MAIL, OPENFLOOR_SMTP_URL: "mail.example.org" }, /^OPENFLOOR_SMTP_URL must be like smtps:/],
  [{ ...MAIL, OPENFLOOR_SMTP_URL: "https://mail.example.org" }, /^OPENFLOOR_SMTP_URL must be like/],
  [{ OPENFLOOR_SMTP_URL: MAIL.OPENFLOOR_SMTP_URL }, /^OPENFLOOR_MAIL_FROM must say/],
  [{ ...MAIL, OPENFLOOR_MAIL_FROM: "a@b.org\r\nBcc: c@d.org" }, /^OPENFLOOR_MAIL_FROM must say/],
  [{ ...OIDC, OPENFLOOR_OIDC_ISSUER: "http://id.example.org" }, /must be an https address/],
  [{ OPENFLOOR_OIDC_ISSUER: OIDC.OPENFLOOR_OIDC_ISSUER }, /^OPENFLOOR_OIDC_CLIENT_ID is missing/],
  [{ ...OIDC, OPENFLOOR_OIDC_STANDING_MAP: "board=chair" }, /“board=chair” is not\. Standings are secretary, director/],
  [{ ...OIDC, OPENFLOOR_OIDC_CLIENT_SECRET_FILE: "/nowhere" }, /OPENFLOOR_OIDC_CLIENT_SECRET_FILE names \/nowhere/],
])("%o is refused with what to do", (environment, message) => {
  expect(() => readAccountSettings(environment)).toThrow(message);
});
