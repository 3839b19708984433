import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { type Project, projectOf } from "../support/project.ts";
import { type Decision, decisionsOf } from "../support/project-decisions.ts";

const CONFIGURATION = `version: 1
project: { id: matching, controller: Matching, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  customers: [{ source: crm, files: input/customers.csv, columns: { customer_id: customer_id, country: country } }]
  contact_points: [{ source: points, files: input/contact_points.csv, columns: { customer_id: customer_id, kind: kind, value: value, country: country } }]
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, contact_point: contact_point, purpose: purpose, channel: channel, action: action, effective_at: effective_at, origin: origin, stop_scope: stop_scope, authority: "'subject'", method: "'web'", proof_ref: "'p'", notice_id: "'privacy'", notice_version: "'1'" }
  suppressions: [{ source: stops, files: input/suppressions.csv, columns: { list_id: list_id, match: match, value: value } }]
`;

const campaign = (id: string, channel: string, column: string) => `id: ${id}
title: { en: Hello }
purpose: direct_marketing
reason: { en: To say hello }
channel: ${channel}
audience: country = 'CN'
send: { from: 2026-11-09, to: 2026-11-20 }
columns: [${column}]
author: tea.pot
approval: none
`;

/** Who holds what; everybody consents to SMS and e-mail at first. */
const POINTS: Readonly<Record<string, readonly string[]>> = {
  shares: ["phone,+8613800138001,", "phone,+8613800138002,", "email,shares@example.com,"],
  sharer: ["phone,+8613800138001,", "phone,+8613800138003,", "email,sharer@example.com,"],
  moved: ["email,new@example.com,"],
  two: ["email,two@example.com,", "email,two@example.org,"],
  only: ["email,only@example.com,", "email,only@example.org,"],
  mexican: ["phone,+52 55 1234 5678,"],
  caller: ["phone,+5215512345679,"],
  briton: ["phone,7911123456,GB"],
  john: ["email,john@gmail.com,"],
  doe: ["email,jo.hn.doe+shop@googlemail.com,"],
  worker: ["email,worker@mail.shop.example,", "email,worker@home.example,"],
  workshop: ["email,worker@workshop.example,"],
  premium: ["phone,+8613900139001,", "phone,+8613800138009,"],
  twin: ["phone,+8613800138010,", "email,twin@example.com,"],
};

const STOPS = [
  "s1,,+8613800138001,direct_marketing,sms,withdraw,2026-10-01T10:00:00Z,point,",
  "s2,moved,old@example.com,direct_marketing,email,withdraw,2026-10-01T10:00:00Z,account,",
  "s3,,two@example.com,direct_marketing,email,withdraw,2026-10-01T10:00:00Z,point,",
  "s4,,only@example.com,direct_marketing,email,withdraw,2026-10-01T10:00:00Z,point,contact_point",
  "s5,,john.doe@gmail.com,direct_marketing,email,withdraw,2026-09-01T10:00:00Z,point,contact_point",
];

const LISTED = [
  "own,phone,+5215512345678",
  "own,phone,+52 55 1234 5679",
  "own,phone,+44 07911 123456",
  "own,domain,shop.example",
  "own,prefix,+86139",
];

function project(): Project {
  const customers = Object.keys(POINTS);
  const events = customers.flatMap((customer) =>
    ["sms", "email"].map(
      (channel) => `g-${customer}-${channel},${customer},,direct_marketing,${channel},give,2026-01-01T10:00:00Z,,`,
    ),
  );
  // A grant for one spelling of a mailbox: it reaches that spelling, and nobody else's.
  events.push("g-doe,doe,jo.hn.doe+shop@googlemail.com,direct_marketing,email,give,2026-10-15T10:00:00Z,,");
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
    "campaigns/texts.yaml": campaign("texts", "sms", "phone"),
    "campaigns/mails.yaml": campaign("mails", "email", "email"),
    "input/customers.csv": `customer_id,country\n${customers.map((id) => `${id},CN\n`).join("")}`,
    "input/contact_points.csv": `customer_id,kind,value,country\n${customers
      .flatMap((id) => (POINTS[id] ?? []).map((point) => `${id},${point}\n`))
      .join("")}`,
    "input/consent_events.csv": `event_id,customer_id,contact_point,purpose,channel,action,effective_at,origin,stop_scope\n${[...events, ...STOPS].join("\n")}\n`,
    "input/suppressions.csv": `list_id,match,value\n${LISTED.join("\n")}\n`,
  });
}

describe("a denial is matched by the person, the exact key, the loose key, the domain or the prefix", () => {
  let shop: Project;
  let decisions: Decision[];

  beforeAll(async () => {
    shop = project();
    decisions = await decisionsOf(shop, await shop.run());
  }, 120_000);

  const reasonsOf = (campaignId: string, person: string): readonly string[] =>
    decisions.find((each) => each.campaign === campaignId && each.person === person)?.reasons ?? ["nobody"];
  const outcomeOf = (campaignId: string, person: string): string =>
    decisions.find((each) => each.campaign === campaignId && each.person === person)?.outcome ?? "nobody";

  test("C05 a STOP from a number two customers share stops both on all their numbers, and neither's e-mail", () => {
    for (const person of ["shares", "sharer"]) {
      expect(reasonsOf("texts", person)).toContain("OPT_CHANNEL");
      expect(outcomeOf("mails", person)).toBe("listed");
    }
    expect(outcomeOf("texts", "twin")).toBe("listed");
  });

  test("C06 an objection made while signed in follows the person to another address", () => {
    expect(reasonsOf("mails", "moved")).toContain("OPT_CHANNEL");
  });

  test("C07 the link in a mail stops both addresses, unless the stop says contact point only", () => {
    expect(reasonsOf("mails", "two")).toContain("OPT_CHANNEL");
    expect(outcomeOf("mails", "only")).toBe("listed");
    expect(outcomeOf("mails", "twin")).toBe("listed");
  });

  test("C10 a listed number with Mexico's 1 refuses who holds it without, and the reverse", () => {
    expect(reasonsOf("texts", "mexican")).toContain("REG_INTERNAL_LIST");
    expect(reasonsOf("texts", "caller")).toContain("REG_INTERNAL_LIST");
  });

  test("C13 a British number that lost its zero is refused by one that kept it", () => {
    expect(reasonsOf("texts", "briton")).toContain("REG_INTERNAL_LIST");
  });

  test("C15 a stop reaches every spelling of a mailbox of Gmail, and a grant for one spelling lifts no stop of another", () => {
    expect(reasonsOf("mails", "doe")).toContain("OPT_CONTACT_POINT");
    expect(reasonsOf("mails", "john")).not.toContain("OPT_CONTACT_POINT");
  });

  test("a domain's stop takes the address in its sub-domain, and neither the person's other address nor a longer name", () => {
    expect(outcomeOf("mails", "worker")).toBe("listed");
    expect(outcomeOf("mails", "workshop")).toBe("listed");
  });

  test("a prefix's stop takes the number that begins with it, and leaves the other one", () => {
    expect(outcomeOf("texts", "premium")).toBe("listed");
  });

  test("the tier is told to whoever asks why", async () => {
    const { stdout } = succeeded(await shop.gatekeeper("explain", "texts", "--customer", "mexican"));
    expect(stdout).toContain("matched by the loose contact key");
  });
});
