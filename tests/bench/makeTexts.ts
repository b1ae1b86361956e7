/** One section while it is edited. A sentence with `{7}` in it names the section with that id, whatever its number. */
interface Section {
  id: number;
  title: string;
  /** Paragraphs of sentences. */
  paragraphs: string[][];
  isWrapped?: boolean;
}

export interface TextPair {
  before: string;
  after: string;
  /** Of the newer text. */
  words: number;
  edits: number;
}

const WHO =
  "the Council|the Harbour Master|the Secretary|the Treasurer|every full member|the berth holder|the Works Committee|a lessee|the Chair of the meeting|the auditors|the Pilots’ Section|any three members|the Warden of the slip|the deputy|the Appeals Panel|the Clerk|each family member|the Returning Officer|the tenant of a shed|the Safety Officer".split(
    "|",
  );
const DOES =
  "approve|publish|inspect|record|refuse|renew|suspend|assign|measure|insure|report|adjourn|appoint|deliver|repair|withhold|examine|settle|transfer|count|sign|return|announce|divide|charge|post|waive|collect|verify|reopen".split(
    "|",
  );
const WHAT =
  "the yearly accounts|the list of moorings|a lease of a berth|the minutes of the last meeting|the key of the crane|a notice of arrears|the plan of the dredging|the ballot papers|the deposit for a shed|the register of boats|an appeal in writing|the insurance certificate|the winter storage|the fee for visitors|a complaint about noise|the budget for the slipway|the report of the divers|an application for membership|the tide table|the contract with the yard|a proxy|the water meter|the waiting list|a motion of no confidence|the fire equipment|the rota of the watch|the rules of the workshop|a claim for damage|the seal of the Association|the diesel account".split(
    "|",
  );
const HOW =
  "before the first of March|by a majority of the votes cast|without undue delay|in the presence of two members|as soon as the weather allows|at the office by the quay|upon a request in writing|unless the meeting decides otherwise|in the order of arrival|by post or by electronic mail|at the cost of the owner|for as long as the lease runs|subject to the approval of the Council|at every yearly meeting|with a copy to the Treasurer|after hearing both sides|in the form set out in the schedule|on behalf of the Association|within the limits of the budget|by drawing lots".split(
    "|",
  );
const WHEN =
  "Where a berth falls vacant|If the fee is not paid|In an emergency|Until the next meeting|Whenever the basin is dredged|Save in the cases named above|On the death of a member|If fewer than ten members are present|During the winter months|Where two claims conflict|After each election|If a boat is left without care".split(
    "|",
  );
const WHY =
  "and the decision is final|so that every member can see it|provided that no one loses a berth by it|and the reasons are put on record|although the Council may grant more time|in so far as the law allows it|and interest is not charged|so long as the boat is insured".split(
    "|",
  );
const KIND =
  "written|prompt|separate|binding|public|sealed|detailed|provisional|yearly|joint|reasonable|signed|dated|final|interim".split(
    "|",
  );
const PUT_IN =
  "or by whoever stands in for them|and publish the result on the notice board|together with a short summary of the objections|whether held afloat or ashore|including by electronic mail|other than the moorings kept for visitors|as certified by the auditors|after a week in which every member may comment|with the exception of sheds let by the day".split(
    "|",
  );
const NAMES =
  "Berths|Moorings|Meetings|Notices|Dues|Elections|Quorum|Committees|Arrears|Appeals|Leases|Storage|Accounts|Records|Proxies|Officers|Ballots|Safety|Visitors|Workshops|Insurance|Schedules".split(
    "|",
  );
const ONE_OF_MANY = [
  "Notice is given as these rules provide.",
  "This section is subject to the law of associations.",
  "A quorum is one fifth of the members entitled to vote.",
];

/**
 * Writes a text of about so many words in articles of numbered sections, and
 * the same text after so many edits of every kind: phrases put in and struck,
 * words, numbers and sentences changed, sections put in, struck, moved, split,
 * merged and retitled, quotation marks, spaces and line ends. References
 * follow the sections they name. The same seed gives the same pair.
 */
export function makeTexts({ words, edits, seed }: { words: number; edits: number; seed: number }): TextPair {
  const writer = new Writer(seed);
  const old: Section[] = [];
  for (let count = 0; count < words; ) {
    const section = writer.section(500);
    old.push(section);
    count += 6 + section.paragraphs.flat().join(" ").split(" ").length;
  }
  const now = old.map((section) => ({ ...section, paragraphs: section.paragraphs.map((sentences) => [...sentences]) }));
  let made = 0;
  for (let turn = 0; made < edits && turn < 20 * edits; turn++) if (writer.edit(now, turn)) made++;
  const after = print(now);
  return { before: print(old), after, words: after.split(/\s+/).length, edits: made };
}

/** Random numbers that are the same for the same seed (mulberry32). */
export function makeRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Writer {
  readonly #random: () => number;
  #ids = 0;

  constructor(seed: number) {
    this.#random = makeRandom(seed);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  section(words: number): Section {
    const paragraphs: string[][] = [];
    const wanted = words * (0.4 + 1.2 * this.#random());
    for (let count = 0; count < wanted; ) {
      const sentences = Array.from({ length: 1 + this.#below(5) }, () => this.sentence());
      if (paragraphs.length % 3 === 2) sentences[0] = `(${"abcdefgh"[this.#below(8)]}) ${sentences[0]}`;
      count += sentences.join(" ").split(" ").length;
      paragraphs.push(sentences);
    }
    return { id: this.#ids++, title: this.title(), paragraphs };
  }

  title(): string {
    return `${this.#pick(KIND).replace(/^./, (letter) => letter.toUpperCase())} ${this.#pick(NAMES)} and ${this.#pick(NAMES)}`;
  }

  sentence(): string {
    const way = this.#below(12);
    const core = `${this.#pick(WHO)} ${this.#pick(["may", "shall", "must", "shall not"])} ${this.#pick(DOES)} ${this.#pick(WHAT)} and a ${this.#pick(KIND)} copy of ${this.#pick(WHAT)} ${this.#pick(HOW)}`;
    const sentence = core.replace(/^./, (letter) => letter.toUpperCase());
    if (way === 0) return this.#pick(ONE_OF_MANY);
    if (way < 3) return `${this.#pick(WHEN)}, ${core}, ${this.#pick(WHY)}.`;
    if (way < 5) return `${sentence} within ${2 + this.#below(97)} days.`;
    if (way < 6) return `${sentence}, the fee for which is ${1 + this.#below(90)},${100 + this.#below(900)}.00 a year.`;
    if (way < 7) return `${sentence} -- the "${this.#pick(KIND)} ${this.#pick(DOES)}" of these rules.`;
    if (way < 8) return `${sentence}, as Section {${this.#below(Math.max(1, this.#ids))}} provides.`;
    return `${sentence}, ${this.#pick(WHY)}.`;
  }

  /** Makes one edit, of the kind whose turn it is. @returns false where the chosen place does not allow it. */
  edit(sections: Section[], turn: number): boolean {
    const at = this.#below(sections.length);
    const section = sections[at]!;
    const kinds = 20;
    switch (turn % kinds) {
      case 13:
        sections.splice(at, 0, this.section(400));
        return true;
      case 14:
        if (sections.length < 3) return false;
        sections.splice(at, 1);
        return true;
      case 15:
        sections.splice(at, 1);
        sections.splice(this.#below(sections.length + 1), 0, section);
        return true;
      case 16: {
        if (section.paragraphs.length < 4) return false;
        const rest = section.paragraphs.splice(section.paragraphs.length >> 1);
        sections.splice(at + 1, 0, { id: this.#ids++, title: this.title(), paragraphs: rest });
        return true;
      }
      case 17: {
        const [next] = sections.splice(at + 1, 1);
        section.paragraphs.push(...(next?.paragraphs ?? []));
        return next !== undefined;
      }
      case 18:
        section.title = this.title();
        return true;
      case 19:
        section.isWrapped = true;
        return true;
      default:
        return this.#editSentence(this.#pick(section.paragraphs), turn % kinds);
    }
  }

  #editSentence(sentences: string[], kind: number): boolean {
    const at = this.#below(sentences.length);
    const before = sentences[at]!;
    const words = before.split(" ");
    if (words.length < 12) return false;
    const place = 2 + this.#below(words.length - 8);
    if (kind < 4) words.splice(place, 0, this.#pick(PUT_IN));
    else if (kind < 6) words.splice(place, 3 + this.#below(4));
    else if (kind < 9) words[place] = this.#pick([...DOES, ...KIND]);
    else if (kind < 10) words.splice(0, words.length, this.sentence());
    let after = words.join(" ");
    if (kind === 10) after = before.replace(/\d+(?= days)/, (days) => `${Number(days) + 7}`);
    if (kind === 11)
      after = before
        .replace(/"(.+)"/, "“$1”")
        .replace("--", "—")
        .replace("’", "'");
    if (kind === 12) after = before.replaceAll(" the ", "  the ");
    sentences[at] = after;
    return after !== before;
  }
}

const SECTIONS_IN_ARTICLE = 15;

function print(sections: readonly Section[]): string {
  const numbers = new Map(
    sections.map(({ id }, index) => [
      id,
      `${1 + Math.floor(index / SECTIONS_IN_ARTICLE)}.${1 + (index % SECTIONS_IN_ARTICLE)}`,
    ]),
  );
  const parts = ["# Rules of the Example Harbour"];
  sections.forEach(({ id, title, paragraphs, isWrapped }, index) => {
    if (index % SECTIONS_IN_ARTICLE === 0)
      parts.push(`## Article ${1 + index / SECTIONS_IN_ARTICLE}. Part ${1 + index / SECTIONS_IN_ARTICLE}`);
    parts.push(`### ${numbers.get(id)} ${title}`);
    for (const sentences of paragraphs) {
      const text = sentences.join(" ").replace(/\{(\d+)\}/g, (_, named) => numbers.get(Number(named)) ?? "1.1");
      parts.push(isWrapped ? text.replace(/(.{60,72}) /g, "$1\n") : text);
    }
  });
  return `${parts.join("\n\n")}\n`;
}
