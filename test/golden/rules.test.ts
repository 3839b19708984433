import { expect, test } from "vitest";

import { decisionsOf, listedColumn } from "../support/project-decisions.ts";
import { noticeYaml } from "../support/notice.ts";
import { outcomes } from "../support/people-project.ts";
import { type Project, projectOf } from "../support/project.ts";

const GIVEN = "2026-01-01T09:00:00+08:00";

/** Customers as `id,country,region,birth_date,time_zone`, with a telephone and an e-mail each, in the order of the lines. */
function shop(lines: string, more: Readonly<Record<string, string>> = {}): Project {
  const customers = lines.trim().split("\n");
  const ids = customers.map((line) => line.split(",")[0] ?? "");
  const points = ids.flatMap((id) => [`${id},email,${id}@${id}.example,`]);
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "campaigns/mails.yaml": campaign("mails", "email"),
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
    "input/transactions.csv": "transaction_id,customer_id,ordered_at,amount\n",
    "input/customers.csv": `customer_id,country,region,birth_date,time_zone\n${customers.join("\n")}\n`,
    "input/contact_points.csv": `customer_id,kind,value,country\n${points.join("\n")}\n`,
    "input/consent_events.csv": EVENTS,
    ...more,
  });
}

const EVENTS =
  "event_id,customer_id,purpose,channel,action,effective_at,expires_at,legal_basis,method,proof_ref,topic,refusal_offered\n";

/** One line of consent events: what an id said about e-mail. */
function said(
  id: string,
  { action = "give", at = GIVEN, until = "", basis = "consent", more = "web,f-1,," } = {},
): string {
  return `${action}-${id}-${at},${id},direct_marketing,email,${action},${at},${until},${basis},${more}\n`;
}

test("C23 C24 C29: a grant of the future, one that ends before the sending, and a stop in the middle of the window refuse; their twins pass", async () => {
  const ids = ["future", "now", "ends", "lasts", "stopped", "later"];
  const project = shop(ids.map((id) => `${id},CN,,,`).join("\n"), {
    "input/consent_events.csv": [
      EVENTS,
      said("future", { at: "2026-12-02T00:00:00+08:00" }),
      said("now", { at: "2026-11-30T00:00:00+08:00" }),
      said("ends", { until: "2026-12-05T00:00:00+08:00" }),
      said("lasts", { until: "2026-12-15T00:00:00+08:00" }),
      said("stopped"),
      said("stopped", { action: "withdraw", at: "2026-12-05T00:00:00+08:00", more: ",,," }),
      said("later"),
      said("later", { action: "withdraw", at: "2026-12-15T00:00:00+08:00", more: ",,," }),
    ].join(""),
  });
  expect(await outcomes(project, await project.run())).toMatchObject({
    future: "BASIS_NOT_YET",
    now: "listed",
    ends: "BASIS_EXPIRED",
    lasts: "listed",
    stopped: "OPT_CHANNEL",
    later: "listed",
  });
});

test("what a place asks decides: soft opt-in with its conditions in Europe, dated implied consent in Canada, nothing in the United States", async () => {
  const project = shop(
    [
      "de-soft",
      "de-not-offered",
      "de-other-topic",
      "ca-sale",
      "ca-old-sale",
      "ca-enquiry",
      "ca-old-enquiry",
      "us",
      "cn",
      "br",
    ]
      .map((id) => `${id},${id.slice(0, 2).toUpperCase()},,,`)
      .join("\n"),
    {
      "input/consent_events.csv": [
        EVENTS,
        said("de-soft", { basis: "soft_opt_in", more: "sale,,Home,true" }),
        said("de-not-offered", { basis: "soft_opt_in", more: "sale,,Home,false" }),
        said("de-other-topic", { basis: "soft_opt_in", more: "sale,,garden,true" }),
        said("ca-sale", { basis: "implied", more: "sale,,," }),
        said("ca-old-sale", { basis: "implied", at: "2024-12-14T00:00:00+08:00", more: "sale,,," }),
        said("ca-enquiry", { basis: "implied", at: "2026-06-16T00:00:00+08:00", more: "enquiry,,," }),
        said("ca-old-enquiry", { basis: "implied", at: "2026-06-13T00:00:00+08:00", more: "enquiry,,," }),
        said("cn", { basis: "soft_opt_in", more: "sale,,Home,true" }),
      ].join(""),
    },
  );
  expect(await outcomes(project, await project.run())).toEqual({
    "de-soft": "listed",
    "de-not-offered": "BASIS_SCOPE",
    "de-other-topic": "BASIS_SCOPE",
    "ca-sale": "listed",
    "ca-old-sale": "BASIS_EXPIRED",
    "ca-enquiry": "listed",
    "ca-old-enquiry": "BASIS_EXPIRED",
    us: "listed",
    cn: "BASIS_SCOPE",
    br: "BASIS_NONE",
  });
});

test("C40: consent to e-mail marketing is none to selection by behaviour or by sensitive data, or to another's goods", async () => {
  const project = shop("a,BR,,,\n", {
    "gatekeeper.yaml": `${CONFIGURATION.replace("without_rules: 10%", "without_rules: 100%").replace(
      "region: region",
      "region: region, religion: region",
    )}columns: { customers: { religion: sensitive } }\n`,
    "notices/privacy.yaml": noticeYaml("privacy", { recipients: "Grocer" }),
    "input/consent_events.csv": EVENTS + said("a"),
    "campaigns/mails.yaml": campaign("mails", "email").replace(
      "audience: country is not null",
      "audience: frequency >= 0 or frequency is null",
    ),
    "campaigns/faith.yaml": campaign("faith", "email").replace(
      "audience: country is not null",
      "audience: religion = 'quiet' or religion is null",
    ),
    "campaigns/others.yaml": campaign("others", "email").replace("topic: Home", "topic: Home\non_behalf_of: Grocer"),
    "campaigns/own.yaml": campaign("own", "email"),
  });
  const { of } = await byCampaign(project);
  expect([of("mails"), of("faith"), of("others"), of("own")]).toEqual([
    "USE_AUTOMATED",
    "USE_SENSITIVE",
    "USE_THIRD_PARTY",
    "listed",
  ]);
});

test("the age of majority is that of the strictest place, and a minor's consent needs a guardian's proof even when they have grown up", async () => {
  const project = shop(
    [
      "alabama,US,Alabama,2008-06-01,",
      "newyork,US,New York,2008-06-01,",
      "anywhere,US,,2006-06-01,",
      "grown,CN,,2006-06-01,",
      "guarded,CN,,2006-06-01,",
    ].join("\n"),
    {
      "input/consent_events.csv": [
        EVENTS,
        said("grown", { at: "2024-05-31T00:00:00Z" }),
        said("guarded", { at: "2024-05-31T00:00:00Z", more: "guardian: form,f-2,," }),
      ].join(""),
    },
  );
  expect(await outcomes(project, await project.run())).toEqual({
    alabama: "ABS_MINOR",
    newyork: "listed",
    anywhere: "ABS_MINOR",
    grown: "BASIS_PROOF_MISSING",
    guarded: "listed",
  });
});

test("C25 C26: a list tells when each person may be called, in their time; hours that suit no zone are a reason of their own", async () => {
  const project = shop(
    [
      "urumqi,CN,,,Asia/Urumqi",
      "kolkata,IN,,,Asia/Kolkata",
      "kathmandu,NP,,,Asia/Kathmandu",
      "lordhowe,AU,,,Australia/Lord_Howe",
      "mars,CN,,,Mars/X",
      "russia,RU,,,",
    ].join("\n"),
    {
      "gatekeeper.yaml": CONFIGURATION.replace("without_rules: 10%", "without_rules: 100%"),
      "input/contact_points.csv": [
        "customer_id,kind,value,country",
        "urumqi,phone,+8613800000001,",
        "kolkata,phone,+919123456789,",
        "kathmandu,phone,+9779841234567,",
        "lordhowe,phone,+61412345678,",
        "mars,phone,+8613800000002,",
        "russia,phone,+79161234567,",
        "",
      ].join("\n"),
      "input/consent_events.csv":
        EVENTS +
        ["urumqi", "kolkata", "kathmandu", "lordhowe", "mars", "russia"]
          .map((id) => said(id).replace(",email,", ",call,"))
          .join(""),
      "campaigns/mails.yaml": campaign("mails", "call")
        .replace("columns: [email]", "columns: [phone, contact_hours]")
        .replace("to: 2026-12-14 }", 'to: 2026-12-14, hours: "08:00-21:00" }'),
    },
  );
  const runId = await project.run();
  expect(await outcomes(project, runId)).toMatchObject({ urumqi: "listed", mars: "listed", russia: "WIN_TZ_UNKNOWN" });
  expect(await listedColumn(project, runId, "mails", "contact_hours")).toEqual({
    urumqi: "08:00-21:00 Asia/Shanghai",
    mars: "08:00-21:00 Asia/Shanghai",
    kolkata: "Mon-Fri 10:00-13:00 14:00-17:00 Asia/Kolkata",
    kathmandu: "Mon-Fri 10:00-13:00 14:00-17:00 Asia/Kathmandu",
    lordhowe: "Mon-Fri 10:00-13:00 14:00-17:00 Australia/Lord_Howe",
  });
});

test("a project's own rules take the place of shipped sections, and of countries without rows", async () => {
  const project = shop("br,BR,,,\ncn,CN,,,\nde,DE,,,\n", {
    "rules/brazil.yaml": `id: brazil
title: { en: Brazil, zh-CN: 巴西 }
countries: [BR]
rules:
  - { channels: [email], uses: [contact], rule: allow, source: LGPD Art. 7, checked: never }
`,
    "rules/china.yaml": `id: cn
rules:
  - { channels: [email], uses: [contact], rule: deny, source: house rule, checked: never }
`,
    "input/consent_events.csv": EVENTS + said("cn") + said("de"),
  });
  expect(await outcomes(project, await project.run())).toEqual({ br: "listed", cn: "BASIS_NONE", de: "listed" });
});

test("more people than allowed where no rules are known refuse the run, and say neither who nor how many", async () => {
  const lines = Array.from({ length: 10 }, (_, index) => `c${index},${index < 2 ? "BR" : "CN"},,,`).join("\n");
  const refused = await shop(lines).gatekeeper("run", "--as-of", "2026-11-01");
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain("GK0440");
  expect(/GK0440.*/u.exec(refused.stderr)?.[0]).not.toMatch(/\b(?:2|20%|BR)\b/u);
  const allowed = shop(lines, {
    "gatekeeper.yaml": CONFIGURATION.replace("without_rules: 10%", "without_rules: 20%"),
  });
  await allowed.run();
});

/** What became of the one person in each campaign. */
async function byCampaign(project: Project) {
  const decisions = await decisionsOf(project, await project.run());
  const of = (id: string) => {
    const decision = decisions.find((each) => each.campaign === id);
    return decision?.outcome === "listed" ? "listed" : (decision?.reasons ?? []).join(" ");
  };
  return { of };
}

function campaign(id: string, channel: string): string {
  return `id: ${id}
title: { en: Mails, zh-CN: 邮件 }
purpose: direct_marketing
reason: { en: To say hello, zh-CN: 问候 }
topic: Home
channel: ${channel}
audience: country is not null
send: { from: 2026-12-01, to: 2026-12-14 }
columns: [email]
author: tea.pot
approval: none
`;
}

const CONFIGURATION = `version: 1
project: { id: rules, controller: Rules, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      records: transaction
      columns: { transaction_id: transaction_id, customer_id: customer_id, ordered_at: ordered_at, amount: amount }
  customers:
    - source: crm
      files: input/customers.csv
      columns: { customer_id: customer_id, country: country, region: region, birth_date: birth_date, time_zone: time_zone }
  contact_points:
    - source: points
      files: input/contact_points.csv
      columns: { customer_id: customer_id, kind: kind, value: value, country: country }
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, purpose: purpose, channel: channel, action: action, effective_at: effective_at, expires_at: expires_at, legal_basis: legal_basis, authority: "'subject'", method: method, proof_ref: proof_ref, topic: topic, refusal_offered: refusal_offered, notice_id: "'privacy'", notice_version: "'1'" }
jurisdiction: { without_rules: 10% }
disclosure: { minimum_units: 3 }
keys: { reference: "\${file:keys/reference.key}" }
`;
