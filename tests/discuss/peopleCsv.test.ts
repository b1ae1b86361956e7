import { expect, test } from "vitest";
import { readPeopleCsv } from "../../src/discuss/peopleCsv.ts";

test("the columns stand in any order, under common names, and what is missing is a member", () => {
  const { lines, problems } = readPeopleCsv(
    "Organisation;E-Mail Address;Role;Full Name\nAcme;ada@example.org;Director;Ada Lindqvist\n;jonas@example.org;;\n",
  );
  expect(problems).toEqual([]);
  expect(lines).toEqual([
    { line: 2, row: { mail: "ada@example.org", name: "Ada Lindqvist", standing: "director", affiliation: "Acme" } },
    { line: 3, row: { mail: "jonas@example.org", standing: "member" } },
  ]);
});

test("a first and a last name are one name", () => {
  expect(readPeopleCsv("First name,Surname,email,Membership type\nAda,Lind,a@b.org,Gold").lines).toEqual([
    { line: 2, row: { mail: "a@b.org", name: "Ada Lind", standing: "member", class: "Gold" } },
  ]);
});

test.each([
  ["no address", "mail,name\n,Ada", "mail-missing", "mail"],
  ["half an address", "mail\nada@", "mail-odd", "mail"],
  ["two addresses in one cell", 'mail\n"ada@b.org, eve@b.org"', "mail-odd", "mail"],
  ["a line of a mail’s head", 'mail\n"ada@b.org\nBcc: eve@b.org"', "mail-odd", "mail"],
  ["an unknown standing", "mail,standing\na@b.org,Emperor", "standing-unknown", "standing"],
  ["a guest, who needs no line", "mail,standing\na@b.org,guest", "standing-unknown", "standing"],
  [
    "a standing named like a property of everything",
    "mail,standing\na@b.org,constructor",
    "standing-unknown",
    "standing",
  ],
  ["a class of a director", "mail,standing,class\na@b.org,director,Gold", "class-without-member", "class"],
  ["a formula for a name", "mail,name\na@b.org,=Ada", "name-signs", "name"],
  ["a name that turns the reading direction", "mail,name\na@b.org,\u202eAda", "name-invisible", "name"],
  ["a class that is too long", `mail,class\na@b.org,${"x".repeat(41)}`, "class-too-long", "class"],
  [
    "an affiliation that is too long",
    `mail,affiliation\na@b.org,${"x".repeat(121)}`,
    "affiliation-too-long",
    "affiliation",
  ],
  [
    "an affiliation with a direction control",
    "mail,affiliation\na@b.org,A\u202ecme",
    "affiliation-invisible",
    "affiliation",
  ],
  ["more cells than columns", "mail,name\na@b.org,Lind, Ada", "csv-row-too-long", undefined],
])("a row with %s is told with its line, and the others are read", (_, source, code, field) => {
  const { lines } = readPeopleCsv(`${source}\nok@example.org`);
  expect(lines[0]).toMatchObject({ line: 2, problem: { code, line: 2, ...(field && { field }) } });
  expect(lines.at(-1)).toMatchObject({ row: { mail: "ok@example.org" } });
});

test("all that is wrong with a row is told together", () => {
  const [line] = readPeopleCsv("mail,standing\nx,y").lines;
  expect(line).toMatchObject({
    problem: { message: expect.stringMatching(/“x” is no mail address.*“y” is no standing/) },
  });
});

test("one mailbox in two rows is taken from the first, however it is written", () => {
  const { lines } = readPeopleCsv("mail\na.da@gmail.com\nAda+x@GoogleMail.com");
  expect(lines).toMatchObject([
    { line: 2, row: { mail: "a.da@gmail.com" } },
    { line: 3, problem: { code: "mail-twice", message: expect.stringContaining("line 2") } },
  ]);
});

test.each([
  ["no head", "ada@example.org,Ada\neve@example.org,Eve", "csv-head-missing"],
  ["two columns that mean the same", "mail,E-Mail\na@b.org,c@d.org", "csv-column-twice"],
  ["nothing in it", "", "csv-empty"],
  ["an open quotation mark", 'mail\n"a@b.org', "csv-quote-open"],
])("a file with %s is not imported", (_, source, code) => {
  expect(readPeopleCsv(source)).toMatchObject({ lines: [], problems: [{ code }] });
});

test("columns that are not used are named, and no hindrance", () => {
  const { lines, problems } = readPeopleCsv("mail,Shoe size,Phone\na@b.org,44,123");
  expect(lines).toMatchObject([{ row: { mail: "a@b.org" } }]);
  expect(problems).toMatchObject([{ code: "csv-column-unused", message: "Not used: Shoe size, Phone.", remark: true }]);
});
