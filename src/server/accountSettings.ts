import { STANDINGS, type Standing } from "../discuss/person.ts";
import type { MailSettings } from "./mail.ts";
import { isSafeAddress, type ProviderSettings } from "./provider.ts";
import { type Environment, readSecretSetting, SettingError } from "./setting.ts";

/** What people may sign in with. */
export interface AccountSettings {
  /** Without it, links are printed in the log. */
  mail?: MailSettings;
  provider?: ProviderSettings;
}

/** @throws {SettingError} */
export function readAccountSettings(environment: Environment): AccountSettings {
  const [mail, provider] = [readMail(environment), readProvider(environment)];
  return { ...(mail && { mail }), ...(provider && { provider }) };
}

function readMail(environment: Environment): MailSettings | undefined {
  const url = readSecretSetting("OPENFLOOR_SMTP_URL", environment);
  const from = environment.OPENFLOOR_MAIL_FROM;
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol)) {
    throw new SettingError("OPENFLOOR_SMTP_URL must be like smtps://user:password@mail.example.org.");
  }
  if (!from || /[\r\n]/.test(from) || !from.includes("@")) {
    throw new SettingError("OPENFLOOR_MAIL_FROM must say whom mails are from, like “Ferry Club <floor@example.org>”.");
  }
  return { url, from };
}

function readProvider(environment: Environment): ProviderSettings | undefined {
  const issuer = environment.OPENFLOOR_OIDC_ISSUER;
  if (!issuer) return undefined;
  if (!isSafeAddress(issuer)) {
    throw new SettingError(`OPENFLOOR_OIDC_ISSUER must be an https address; “${issuer}” is none.`);
  }
  const clientId = environment.OPENFLOOR_OIDC_CLIENT_ID;
  if (!clientId) throw new SettingError("OPENFLOOR_OIDC_CLIENT_ID is missing: the provider knows this server by it.");
  const clientSecret = readSecretSetting("OPENFLOOR_OIDC_CLIENT_SECRET", environment);
  return {
    issuer,
    clientId,
    ...(clientSecret !== undefined && { clientSecret }),
    name: environment.OPENFLOOR_OIDC_NAME || new URL(issuer).hostname,
    scopes: (environment.OPENFLOOR_OIDC_SCOPE || "openid email profile").split(/[\s,]+/).filter(Boolean),
    standingMap: readStandingMap(environment.OPENFLOOR_OIDC_STANDING_MAP),
    ...(environment.OPENFLOOR_OIDC_STANDING_CLAIM && { standingClaim: environment.OPENFLOOR_OIDC_STANDING_CLAIM }),
    ...(environment.OPENFLOOR_OIDC_CLASS_CLAIM && { classClaim: environment.OPENFLOOR_OIDC_CLASS_CLAIM }),
    ...(environment.OPENFLOOR_OIDC_AFFILIATION_CLAIM && {
      affiliationClaim: environment.OPENFLOOR_OIDC_AFFILIATION_CLAIM,
    }),
  };
}

/** `board=director,staff=secretary` */
function readStandingMap(written = ""): Record<string, Standing> {
  const map = new Map<string, Standing>();
  for (const pair of written.split(",").filter((part) => part.trim() !== "")) {
    const at = pair.lastIndexOf("=");
    const standing = STANDINGS.find((one) => one === pair.slice(at + 1).trim());
    if (at < 1 || !standing) {
      throw new SettingError(
        `OPENFLOOR_OIDC_STANDING_MAP must be like board=director,staff=secretary; “${pair.trim()}” is not. Standings are ${STANDINGS.join(", ")}.`,
      );
    }
    map.set(pair.slice(0, at).trim(), standing);
  }
  return Object.fromEntries(map);
}
