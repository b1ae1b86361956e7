import { makeAnchor } from "../../src/anchor/anchor.ts";
import { skeletonOf } from "../../src/discuss/skeleton.ts";
import { openStore } from "../../src/store/openStore.ts";
import type { StorePlace } from "../../src/store/snapshot.ts";
import { sha256 } from "../../src/store/sqlite.ts";
import { findClause } from "../../src/text/find.ts";
import { parseBylaws } from "../../src/text/parse.ts";

/** Invented, as are the people. */
export const TEXT = `# Bylaws of the Ferry Club 🚢

## 4.16 Open Meetings

The Board shall *publish* its minutes, and §&nbsp;7 applies.
`;
export const MAIL = "ada.lovelace@example.org";
const AT = "2026-11-22T12:00:00.000Z";
const PLACE = { document: "ferry", amendment: "open", revision: 1, clause: "4.16" };

/**
 * Fills an empty store with some of everything: words no database likes, a
 * person who signed in and was a guest before, one who left, an account, a
 * session, a row of the roll, a blanked comment.
 */
export async function fillStore(place: StorePlace, entries = 0): Promise<void> {
  const store = await openStore(place);
  try {
    const hash = sha256(TEXT);
    await store.texts.keep(hash, TEXT);
    const add = (id: string, name: string) => store.people.add(name, AT, { id, skeleton: skeletonOf(name) });
    await add("ada", "Ada Lovelace");
    await add("guest", "Ada (phone)");
    await add("gone", "Somebody");
    const { database } = store;
    const person = { isVerified: 1, standing: "director", affiliation: "Ferry & Sons" };
    await database.updateTable("people").set(person).where("id", "=", "ada").execute();
    await database.updateTable("people").set({ same: "ada", claimedAt: AT }).where("id", "=", "guest").execute();
    await database.updateTable("people").set({ leftAt: AT }).where("id", "=", "gone").execute();
    const times = { createdAt: AT, updatedAt: AT };
    const user = { id: "ada", name: "Ada", mailbox: MAIL, isMailboxVerified: 1, image: null, ...times };
    await database.insertInto("users").values(user).execute();
    const session = { id: "s1", tokenHash: "f".repeat(64), userId: "ada", device: "Firefox", expiresAt: AT, ...times };
    await database.insertInto("sessions").values(session).execute();
    const row = { mailbox: MAIL, name: null, standing: "director", class: null, affiliation: null };
    await database.insertInto("roll").values(row).execute();
    const clause = findClause(parseBylaws(TEXT), "4.16")!;
    const from = clause.text.indexOf("publish");
    const anchor = makeAnchor({ text: hash, side: "after", clause, part: "text", from, to: from + 19 })!;
    const said = (key: string, by: string, body: object) => ({ ...PLACE, key: `${by}/${key}`, by, at: AT, ...body });
    const odd = "’); DROP TABLE entries; -- \0 \uFFFF0041 \ud83d é e\u0301 😀 % \\ \n\t\u2028";
    await store.ledger.append(said("1", "ada", { kind: "comment", text: odd, anchor }) as never);
    await store.ledger.append(said("2", "guest", { kind: "reply", text: "Which minutes?", replyTo: 1 }) as never);
    await store.ledger.append(said("3", "gone", { kind: "comment", text: "Forget me." }) as never);
    await store.ledger.append(said("4", "ada", { kind: "position", position: "object", reason: "Vague." }) as never);
    await store.ledger.append(said("5", "ada", { kind: "comment", text: "Never mind." }) as never);
    await store.ledger.append(said("6", "ada", { kind: "withdrawal", withdraws: 5 }) as never);
    await store.ledger.blank({ seqs: [3] }, AT);
    const more = Array.from({ length: entries }, (_, number) =>
      store.ledger.append(said(`m${number}`, "ada", { kind: "comment", text: `Number ${number}.`, anchor }) as never),
    );
    await Promise.all(more);
  } finally {
    await store.close();
  }
}
