import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { checkLibrary } from "../../src/cli/checkLibrary.ts";
import { printFindings } from "../../src/cli/printFindings.ts";
import { readLibrary } from "../../src/text/library.ts";

const OLD = `# Bylaws

### 4.1 Notice

Notice is given as Section 4.3 says, at the quay.

### 4.2 Quorum

A quorum is seven members who are present, and a chair they elect.

### 4.3 Form

Notice is given in writing, ten days before the day of the meeting.
`;
const NEW = OLD.replace("seven members", "nine members");

/** A folder with two versions and an amendment of the second one. */
function read(files: Record<string, string>) {
  const all = {
    "ferry/document.yaml": `title: Bylaws
organisation: Ferry Club
versions:
  - { on: 2020-01-15, file: versions/2020-01-15.md, kind: in force }
  - { on: 2021-01-15, file: versions/2021-01-15.md, kind: in force }
`,
    "ferry/versions/2020-01-15.md": OLD,
    "ferry/versions/2021-01-15.md": NEW,
    "ferry/amendments/quorum/amendment.yaml":
      "title: Quorum\nbase: 2020-01-15\ndecision: { outcome: adopted, on: 2020-12-01 }\ninForce: 2021-01-15\nrevisions:\n  - number: 1\n",
    "ferry/amendments/quorum/1.md": NEW,
    ...files,
  };
  const bytes = Object.entries(all).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
  return readLibrary(new Map(bytes), (content) => createHash("sha256").update(content).digest("hex"));
}

const check = (files: Record<string, string> = {}) =>
  printFindings(checkLibrary(read(files)), false)
    .split("\n")
    .slice(0, -1);
const amendment = (more = "") => `title: Chair\nbase: 2021-01-15\n${more}revisions:\n  - number: 1\n`;

describe("openfloor check", () => {
  test("says nothing where everything fits", () => {
    expect(check()).toEqual([]);
  });

  test("names a slip in the amendment that brings it in, not in the text it amends", () => {
    const revision = NEW.replace("they elect", "they elect under Section 4.7");
    expect(
      check({ "ferry/amendments/chair/amendment.yaml": amendment(), "ferry/amendments/chair/1.md": revision }),
    ).toEqual([
      "ferry/amendments/chair/1.md:9: “Section 4.7” in 4.2 names a clause that is not in this text. Correct it. The nearest are: 4.3, 4.2, 4.1.",
    ]);
  });

  test("names what stands in several texts once, in the text in force", () => {
    const slip = (text: string) => text.replace("at the quay", "at the qu\u200Bay");
    expect(
      check({
        "ferry/versions/2020-01-15.md": slip(OLD),
        "ferry/versions/2021-01-15.md": slip(NEW),
        "ferry/amendments/quorum/1.md": slip(NEW),
      }),
    ).toEqual([
      "ferry/versions/2021-01-15.md:5: U+200B, a character without width, stands in “ 4.3 says, at the qu⟨here⟩ay.”. Remove it: nobody sees it, and words with it are not found. (Also in 2 other texts.)",
    ]);
  });

  test("what is wrong in an older text only is a remark", () => {
    const findings = check({ "ferry/versions/2020-01-15.md": OLD.replace("at the quay", "at the qu\u200Bay") });
    expect(findings).toMatchObject([expect.stringMatching(/^ferry\/versions\/2020-01-15.md:5: remark: U\+200B/)]);
  });

  test("a reference that did not follow is named in the amendment that moved its clause", () => {
    const revision = NEW.replace("### 4.3 Form", "### 4.3 Chair\n\nThe chair counts the votes aloud.\n\n### 4.4 Form");
    expect(
      check({ "ferry/amendments/chair/amendment.yaml": amendment(), "ferry/amendments/chair/1.md": revision }),
    ).toEqual([
      "ferry/amendments/chair/1.md:5: “Section 4.3” in 4.1 named Section 4.3 (Form), which has become Section 4.4; now that is Section 4.3 (Chair). Name Section 4.4, or leave it so if it is meant.",
    ]);
  });

  test("a text in force that is not what was adopted is a mistake, and one without an amendment a remark", () => {
    expect(check({ "ferry/versions/2021-01-15.md": NEW.replace("ten days", "five days") })).toEqual([
      "ferry/versions/2021-01-15.md:1: This text has 1 change that “Quorum”, in force from 2021-01-15, did not make: Section 4.3: replaces ‘ten’ with ‘five’. Correct the text, or say how it came about.",
    ]);
    expect(check({ "ferry/amendments/quorum/amendment.yaml": amendment().replace("2021", "2020") })).toEqual([
      "ferry/versions/2021-01-15.md:1: remark: This text differs from the one before it (2020-01-15) in 1 change, and no amendment here made it: Section 4.2: replaces ‘seven’ with ‘nine’. If one did, add it with “inForce: 2021-01-15”; if none did, one of the two texts is wrong.",
    ]);
  });

  test("an announcement whose marks are not the change is named in its own file", () => {
    const files = {
      "ferry/amendments/chair/amendment.yaml": amendment("announcement: announcement.md\n"),
      "ferry/amendments/chair/1.md": NEW.replace("a chair they elect", "a chair and a clerk they elect"),
      "ferry/amendments/chair/announcement.md":
        "We move:\n\nA quorum is nine members who are present, and a chair and *a clerk* they elect.\n",
    };
    expect(check(files)).toEqual([
      "ferry/amendments/chair/announcement.md:3: The marks of the announcement in Section 4.2 are not the change: “and” is new and not marked. Correct the marks.",
    ]);
    expect(check({ ...files, "ferry/amendments/chair/announcement.md": "*" })).toEqual([]);
    expect(check({ ...files, "ferry/amendments/chair/amendment.yaml": amendment("announcement: 1.md\n") })).toEqual([
      "ferry/amendments/chair/amendment.yaml:3: announcement must name a file beside this one, such as announcement.md.",
    ]);
  });

  test("of a hundred findings of a kind in one file, ten are named and the others counted", () => {
    const many = Array.from({ length: 100 }, (_, index) => `See Section 4.${index + 20} then.`).join(" ");
    const labels = Array.from({ length: 20 }, (_, index) => `### 4.${index * 6 + 4} Rule\n\nRule ${index}.\n`).join(
      "\n",
    );
    const findings = check({ "ferry/versions/2021-01-15.md": `${NEW}\n${labels}\n### 5.1 Rest\n\n${many}\n` });
    const missing = findings.filter((line) => line.includes("names a clause"));
    expect(missing).toHaveLength(10);
    expect(findings).toContainEqual(
      expect.stringMatching(
        /^ferry\/versions\/2021-01-15\.md: … and \d\d more of this kind \(reference-missing\); --all names them\.$/,
      ),
    );
  });
});
