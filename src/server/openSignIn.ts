import { RollTable } from "../store/roll.ts";
import { Sessions } from "../store/sessions.ts";
import type { Store } from "../store/store.ts";
import { Accounts } from "./accounts.ts";
import type { BylawsFolder } from "./bylawsFolder.ts";
import { Cookies } from "./cookies.ts";
import { Mailer } from "./mail.ts";
import { openPeopleFile } from "./peopleFile.ts";
import { Roll } from "./roll.ts";
import type { Settings } from "./settings.ts";
import type { SignInWorld } from "./signIn.ts";

/** Everything that knows who speaks, and what is to be closed with it. */
export interface OpenSignIn extends SignInWorld {
  /** `undefined`: links are printed in the log. */
  mailer?: Mailer;
  close(): Promise<void>;
}

/** Opens the list of people and the way to sign in. */
export async function openSignIn({
  store,
  bylaws,
  settings,
  now,
  origin,
}: {
  store: Store;
  bylaws: BylawsFolder;
  settings: Settings;
  now: () => Date;
  origin(): string;
}): Promise<OpenSignIn> {
  const { people, database, secret } = store;
  const { log } = settings;
  const { mail, provider } = settings.accounts;
  const sessions = new Sessions(database);
  const file = await openPeopleFile(settings.people, log);
  const roll = new Roll(new RollTable(database), people, file);
  const settle = () =>
    roll.settle().catch((error: Error) => log(`The list of people could not be applied (${error.message}).`, FAILED));
  file.watch(() => void settle());
  await settle();
  const mailer = mail && new Mailer(mail, log);
  return {
    people,
    sessions,
    accounts: new Accounts({ database, secret, origin, log, ...(provider && { provider }) }),
    cookies: new Cookies(sessions, () => origin().startsWith("https:")),
    roll,
    now,
    organisations: () => bylaws.reading().library.documents.flatMap(({ title, organisation }) => [title, organisation]),
    ...(mailer && { mailer }),
    async close() {
      mailer?.close();
      await file.close();
    },
  };
}

const FAILED = { event: "roll-failed", level: "error" } as const;
