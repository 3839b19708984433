import { beforeAll, describe, expect, test } from "vitest";

import { type Project, projectOf, readJson } from "../support/project.ts";
import { decisionsOf, findingsOf, stagedOf } from "../support/project-decisions.ts";
import { csv } from "../support/register-project.ts";

const HEADER = "event_id,customer_id,contact_point,purpose,channel,action,effective_at,authority,stop_scope";
const COLUMNS = HEADER.split(",")
  .map((name) => `${name}: ${name}`)
  .join(", ");

const CONFIGURATION = `version: 1
project: { id: wishes, controller: Wishes, time_zone: Asia/Shanghai, currency: CNY, default_country: US }
inputs:
  customers: [{ source: crm, files: input/customers.csv, columns: { customer_id: customer_id } }]
  contact_points: [{ source: points, files: input/contact_points.csv, columns: { customer_id: customer_id, kind: kind, value: value, status: status } }]
  consent_events: [{ source: desk, files: "input/events/*.csv", authority: subject, columns: { ${COLUMNS}, method: "'web'", proof_ref: "'p'", notice_id: "'privacy'", notice_version: "'1'" } }]
  suppressions: [{ source: stops, files: "input/stops/*.csv", columns: { list_id: list_id, match: match, value: value, authority: authority, effective_at: effective_at } }]
`;

const MAILS = `id: mails
title: { en: Hello }
purpose: direct_marketing
reason: { en: To say hello }
channel: email
audience: country is null
send: { from: 2026-12-01, to: 2026-12-14 }
columns: [email]
author: tea.pot
approval: none
`;

/** What each person said, in the first delivery and in the second, which no longer has the first. */
interface Said {
  readonly first?: readonly string[];
  readonly second?: readonly string[];
  /** What becomes of them: `listed`, or their reasons. */
  readonly is: string;
  /** Their contact points, one e-mail of their own unless said. */
  readonly points?: readonly string[];
  /** Values on the company's own list. */
  readonly stops?: readonly string[];
}

const give = (on: string, authority = "subject", point = "") =>
  `${point},direct_marketing,email,give,${on},${authority},`;
const withdraw = (on: string, point = "", scope = "") =>
  `${point},direct_marketing,email,withdraw,${on},subject,${scope}`;
const JANUARY = give("2026-01-01T10:00:00Z");
const MACHINE_STOP = "person,machine,2026-04-01T10:00:00Z";

/** Each case with the person it is about and a twin who differs in the deciding fact. */
const PEOPLE: Readonly<Record<string, Said>> = {
  // Opted out; a later import says subscribed, and only a newer dated grant by the subject lifts it.
  "c01-import": {
    first: [JANUARY, withdraw("2026-03-01T10:00:00Z")],
    second: [give("2026-02-01T10:00:00Z")],
    is: "OPT_CHANNEL",
  },
  "c01-undated": {
    first: [JANUARY, withdraw("2026-03-01T10:00:00Z")],
    second: [give("")],
    is: "BASIS_NONE OPT_CHANNEL",
  },
  "c01-machine": {
    first: [JANUARY, withdraw("2026-03-01T10:00:00Z")],
    second: [give("2026-04-01T10:00:00Z", "machine")],
    is: "OPT_CHANNEL",
  },
  "c01-twin": {
    first: [JANUARY, withdraw("2026-03-01T10:00:00Z")],
    second: [give("2026-04-01T10:00:00Z")],
    is: "listed",
  },
  // Spellings of one telephone on the list: its holder is refused on every channel.
  "c11-listed": {
    second: [JANUARY],
    points: ["email,c11-listed@example.com,", "phone,(212) 555-0123 x45,"],
    stops: ["phone,tel:+1-212-555-0123"],
    is: "REG_INTERNAL_LIST",
  },
  "c11-wide": {
    second: [JANUARY],
    points: ["email,c11-wide@example.com,", "phone,12125550143,"],
    stops: ["phone,２１２５５５０１４３"],
    is: "REG_INTERNAL_LIST",
  },
  "c11-twin": { second: [JANUARY], points: ["email,c11-twin@example.com,", "phone,(212) 555-0124 x45,"], is: "listed" },
  // A display name, a full-width at sign, a byte-order mark and a decomposed accent.
  "c14-listed": {
    second: [JANUARY],
    points: ["email,John Doe <John.DOE@Example.com >,"],
    stops: ["email,\ufeffjohn.\u200bdoe＠example.com"],
    is: "REG_INTERNAL_LIST",
  },
  "c14-accent": {
    second: [JANUARY],
    points: ["email,jose\u0301@example.com,"],
    stops: ["email,JOSÉ@example.com"],
    is: "REG_INTERNAL_LIST",
  },
  "c14-twin": { second: [JANUARY], points: ["email,John Roe <John.ROE@Example.com >,"], is: "listed" },
  "c16-listed": {
    second: [JANUARY],
    points: ["email,jo@BÜCHER.example,"],
    stops: ["email,jo@xn--bcher-kva.example."],
    is: "REG_INTERNAL_LIST",
  },
  "c16-twin": { second: [JANUARY], points: ["email,jo@BÜCHERN.example,"], is: "listed" },
  // A grant dated before a withdrawal arrives after it; at the same instant the withdrawal wins.
  "c21-late": { first: [withdraw("2026-03-01T10:00:00Z")], second: [give("2026-02-28T23:59:59Z")], is: "OPT_CHANNEL" },
  "c21-same": { second: [withdraw("2026-03-01T10:00:00Z"), give("2026-03-01T10:00:00Z")], is: "OPT_CHANNEL" },
  "c21-twin": { second: [withdraw("2026-03-01T10:00:00Z"), give("2026-03-01T10:00:01Z")], is: "listed" },
  // Days without a zone: no reading of the two dates may put the withdrawal later.
  "c24a-day": { second: [withdraw("2026-03-01"), give("2026-03-01")], is: "OPT_CHANNEL" },
  "c24a-eve": { second: [withdraw("2026-02-28T20:00:00Z"), give("2026-03-01")], is: "OPT_CHANNEL" },
  "c24a-twin": { second: [withdraw("2026-02-28T09:00:00Z"), give("2026-03-01")], is: "listed" },
  // Staff lift the machine's stop, not the subject's withdrawal.
  "c27-subject": {
    second: [JANUARY, withdraw("2026-03-01T10:00:00Z"), give("2026-05-01T10:00:00Z", "admin")],
    stops: [MACHINE_STOP],
    is: "OPT_CHANNEL",
  },
  "c27-twin": { second: [JANUARY, give("2026-05-01T10:00:00Z", "admin")], stops: [MACHINE_STOP], is: "listed" },
  // A rolling extract no longer has a withdrawal of two years ago.
  "c28-rolled": {
    first: [JANUARY, withdraw("2024-10-01T10:00:00Z", "", "")].toReversed(),
    second: [give("2024-01-01T10:00:00Z")],
    is: "OPT_CHANNEL",
  },
  "c28-twin": { first: [JANUARY], second: [give("2024-01-01T10:00:00Z")], is: "listed" },
  // One dead and one good address; and both stopped, each by itself.
  "c51-dead": { second: [JANUARY], points: ["email,dead@example.com,dead", "email,good@example.com,"], is: "listed" },
  "c51-none": {
    second: [JANUARY],
    points: ["email,dead@example.org,dead", "email,gone@example.org,dead"],
    is: "CP_DEAD",
  },
  "c51-both": {
    second: [
      JANUARY,
      ...["one", "two"].map((name) => withdraw("2026-03-01T10:00:00Z", `${name}@example.net`, "contact_point")),
    ],
    points: ["email,one@example.net,", "email,two@example.net,"],
    is: "OPT_CONTACT_POINT",
  },
  "c51-twin": {
    second: [JANUARY, withdraw("2026-03-01T10:00:00Z", "three@example.net", "contact_point")],
    points: ["email,three@example.net,", "email,four@example.net,"],
    is: "listed",
  },
  // Two spellings of one mailbox are one contact point: one person is mailed.
  "gmail-one": { second: [JANUARY], points: ["email,jo.hn@gmail.com,"], is: "listed" },
  "gmail-two": { second: [JANUARY], points: ["email,john@googlemail.com,"], is: "ALLOC_DUPLICATE_CP" },
  "gmail-twin": { second: [JANUARY], points: ["email,jo.hn@example.com,"], is: "listed" },
  // The stop of a provider's domain reaches its other name.
  "domain-other": {
    second: [JANUARY],
    points: ["email,anna@mail.provider.example,"],
    stops: ["domain,provider.example"],
    is: "REG_INTERNAL_LIST",
  },
  // A postal stop in other letters, with another full stop; the house next door has none.
  "address-same": {
    second: [JANUARY],
    points: ["email,address-same@example.com,", "address,12 HIGH ST London,"],
    stops: ["address,12 High St. London"],
    is: "REG_INTERNAL_LIST",
  },
  "address-twin": {
    second: [JANUARY],
    points: ["email,address-twin@example.com,", "address,14 HIGH ST London,"],
    is: "listed",
  },
  "domain-twin": { second: [JANUARY], points: ["email,anna@notprovider.example,"], is: "listed" },
};

function eventsOf(delivery: "first" | "second"): string[] {
  return Object.entries(PEOPLE).flatMap(([id, said]) =>
    (said[delivery] ?? []).map((event, place) => `${id}-${delivery}-${place},${id},${event}`),
  );
}

function wishes(): Project {
  const people = Object.entries(PEOPLE);
  const stops = people.flatMap(([id, { stops: rows = [] }]) =>
    rows.map((row) => (row === MACHINE_STOP ? `own,person,${id},machine,2026-04-01T10:00:00Z` : `own,${row},,`)),
  );
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "campaigns/mails.yaml": MAILS,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
    "input/customers.csv": csv("customer_id", ...people.map(([id]) => id)),
    "input/contact_points.csv": csv(
      "customer_id,kind,value,status",
      ...people.flatMap(([id, { points = [`email,${id}@example.com,`] }]) => points.map((point) => `${id},${point}`)),
    ),
    "input/events/events.csv": csv(HEADER, ...eventsOf("first")),
    "input/stops/own.csv": csv("list_id,match,value,authority,effective_at", ...stops),
  });
}

describe("what people said decides, whatever came first and whatever is still delivered", () => {
  let project: Project;
  let runId: string;
  let reasons: Readonly<Record<string, string>>;

  const reasonsOf = async (one: Project, id: string) =>
    Object.fromEntries(
      (await decisionsOf(one, id)).map(({ person, outcome, reasons: codes }) => [
        person,
        outcome === "listed" ? "listed" : codes.join(" "),
      ]),
    );

  beforeAll(async () => {
    project = wishes();
    await project.run();
    project.write("input/events/events.csv", csv(HEADER, ...eventsOf("second")));
    runId = await project.run();
    reasons = await reasonsOf(project, runId);
  });

  test.each(["C01", "C11", "C14", "C16", "C21", "C24a", "C27", "C28", "C51", "gmail", "domain", "address"])(
    "%s: the person is refused for exactly that reason, and the twin passes",
    (id) => {
      const own = Object.keys(PEOPLE).filter((person) => person.startsWith(`${id.toLowerCase()}-`));
      expect(own.length).toBeGreaterThan(1);
      expect(Object.fromEntries(own.map((person) => [person, reasons[person]]))).toEqual(
        Object.fromEntries(own.map((person) => [person, PEOPLE[person]?.is])),
      );
    },
  );

  test("C01: a yes that an import says against the person's own no is a finding", () => {
    const { findings } = readJson(project.path(".gatekeeper/runs", runId, "private/quality.json")) as {
      findings: Record<string, number>;
    };
    // c01-undated, c01-machine, and the administrator's of c27-subject; c01-import is earlier than the no.
    expect(findings["consents_against_refusals"]).toBe(3);
  });

  test("C51: the good point is listed, and two points stopped are two findings of one reason", async () => {
    const listed = Object.fromEntries(await stagedOf(project, runId, "mails"));
    expect([listed["c51-dead"], listed["c51-twin"]]).toEqual(["good@example.com", "four@example.net"]);
    const findings = (await findingsOf(project, runId)).filter(({ person }) => person === "c51-both");
    expect(findings.map(({ reason, contactValue }) => `${reason} ${contactValue}`).toSorted()).toEqual([
      "OPT_CONTACT_POINT one@example.net",
      "OPT_CONTACT_POINT two@example.net",
    ]);
  });

  test("C20: events shuffled, newest first and twice give the same decisions", async () => {
    const other = wishes();
    const events = eventsOf("first");
    other.write("input/events/events.csv", csv(HEADER, ...events.toReversed(), ...events));
    await other.run();
    const later = eventsOf("second");
    other.write("input/events/events.csv", csv(HEADER, ...later.slice(7), ...later.slice(0, 7), ...later.toReversed()));
    expect(await reasonsOf(other, await other.run())).toEqual(reasons);
  });

  test.each([["2.12556E+09"], ["212555"], [""]])(
    "C12: a line of the list with %j refuses the run by its number",
    async (value) => {
      const other = project.copy();
      other.write("input/stops/own.csv", `${other.read("input/stops/own.csv")}own,phone,${value},,\n`);
      const { code, stderr } = await other.gatekeeper("run", "--as-of", "2026-11-01");
      const lines = other.read("input/stops/own.csv").trimEnd().split("\n").length - 1;
      expect(code).toBe(3);
      expect(stderr).toContain(`GK0319 input/stops/own.csv record ${lines}`);
      other.write("input/stops/own.csv", project.read("input/stops/own.csv").replace("0123", "0199"));
      expect((await reasonsOf(other, await other.run()))["c11-listed"]).toBe("REG_INTERNAL_LIST");
    },
  );
});
