import { expect, test } from "vitest";

import { type Project, projectOf } from "../support/project.ts";
import { outcomes } from "../support/people-project.ts";

const PHONES: Readonly<Record<string, string>> = {
  german: "german,phone,+4930901820,",
  dead: "dead,phone,+4930901821,dead",
  singapore: "singapore,phone,+6581234567,",
};
const PEOPLE = ["none", "german", "dead", "grown", "singapore"];

test("a telephone of another country has its law asked for e-mail, too, unless it is dead", async () => {
  const project = shop();
  expect(await outcomes(project, await project.run())).toEqual({
    none: "listed",
    german: "BASIS_NONE",
    dead: "listed",
    grown: "listed",
    singapore: "ABS_MINOR BASIS_NONE",
  });
});

/** Everybody is of the United States, where e-mail needs no consent; two are nineteen. */
function shop(): Project {
  const birthDate = (id: string) => (["grown", "singapore"].includes(id) ? "2006-12-01" : "");
  const emails = PEOPLE.map((id) => `${id},email,${id}@${id}.example,`);
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "campaigns/mails.yaml": MAILS,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
    "input/customers.csv": `customer_id,country,region,birth_date\n${PEOPLE.map((id) => `${id},US,NY,${birthDate(id)}\n`).join("")}`,
    "input/contact_points.csv": `customer_id,kind,value,status\n${[...emails, ...Object.values(PHONES), ""].join("\n")}`,
  });
}

const CONFIGURATION = `version: 1
project: { id: places, controller: Places, time_zone: Asia/Shanghai, currency: CNY, default_country: US }
inputs:
  customers: [{ source: crm, files: input/customers.csv, columns: { customer_id: customer_id, country: country, region: region, birth_date: birth_date } }]
  contact_points: [{ source: points, files: input/contact_points.csv, columns: { customer_id: customer_id, kind: kind, value: value, status: status } }]
keys: { reference: "\${file:keys/reference.key}" }
`;

const MAILS = `id: mails
title: { en: Hello }
purpose: direct_marketing
reason: { en: To say hello }
channel: email
audience: country is not null
send: { from: 2026-12-01, to: 2026-12-14 }
columns: [email]
author: tea.pot
approval: none
`;
