import { expect, test } from "vitest";
import { askLink, becomeSecretary, signInByMail } from "./signedIn.ts";
import { Browser, startOwnServer } from "./started.ts";

test("each sign-in makes a new token, and the one before is nobody's", async () => {
  const server = await startOwnServer();
  const ada = server.browser();
  const tokens: string[] = [];
  const keep = () => tokens.push(ada.cookies.get("openfloor")!);
  await ada.name("Ada Lindqvist");
  keep();
  await signInByMail(server, ada, "ada@example.org");
  keep();
  await signInByMail(server, ada, "ada@example.org");
  keep();
  expect(new Set(tokens).size).toBe(3);
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
  const answers = await Promise.all(
    tokens.map(async (token) => {
      const browser = new Browser(server.address);
      browser.cookies.set("openfloor", token);
      return (await browser.ask("/api/me")).json.person?.name ?? null;
    }),
  );
  expect(answers).toEqual([null, null, "Ada Lindqvist"]);
});

test("whoever signs in or out, is refused or changes the list is in the log: what, by whom, under which number", async () => {
  const server = await startOwnServer();
  const [sefa, ada, other] = [server.browser(), server.browser(), server.browser()];
  const secretary = await becomeSecretary(server, sefa);
  const token = await askLink(server, ada, "ada@example.org");
  await other.post("/api/sign-in/link", { token });
  const signedIn = await ada.post("/api/sign-in/link", { token });
  const { id } = signedIn.json.person;
  await ada.post("/api/sign-in/link", { token });
  await ada.post("/api/me/name", { name: "Ada Lindqvist" });
  await sefa.post("/api/people", { row: { mail: "ada@example.org", standing: "director" } });
  await sefa.post("/api/secretary", { token: "guessed", name: "Somebody" });
  await ada.post("/api/sessions/revoke", { others: true });
  await ada.post("/api/sign-out", {});
  await signInByMail(server, ada, "ada@example.org");
  await ada.post("/api/me/leave", { words: "keep" });
  await expect.poll(() => server.events.filter(({ event }) => event === "sign-in-link-asked").length).toBe(2);

  const told = server.events.filter(
    ({ event = "" }) => !["request", "notice", "sign-in-link", "secretary-link"].includes(event),
  );
  const by = (person: string) => told.filter((fact) => fact.person === person).map(({ event }) => event);
  expect(by(secretary.id)).toEqual(["secretary-appointed", "roll-changed"]);
  expect(by(id)).toEqual(["sign-in-link-used", "session-revoked", "signed-out", "sign-in-link-used", "person-left"]);
  const byNobody = told.filter(({ person }) => person === undefined).map(({ event }) => event);
  expect(byNobody.toSorted()).toEqual([
    "secretary-link-refused",
    "sign-in-link-asked",
    "sign-in-link-asked",
    "sign-in-link-refused",
    "sign-in-link-refused",
  ]);
  expect(told.every(({ request }) => /^[0-9a-f]{12}$/.test(request ?? ""))).toBe(true);
  expect(told.find(({ event }) => event === "sign-in-link-used")?.request).toBe(signedIn.headers.get("x-request-id"));
  // Without a mail server, links themselves are printed, each as an event of its own; nothing else tells a secret.
  expect(JSON.stringify(told)).not.toMatch(/ada@|example\.org|#/);
  expect(JSON.stringify(told)).not.toContain(token);
});
