import { projectOf, type Project } from "../../support/project.ts";

const GATEKEEPER = `version: 1
project: { id: fernlane, controller: Fern Lane Books, time_zone: Asia/Shanghai, currency: CNY, default_country: CN, language: en }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      columns: { transaction_id: transaction_id, customer_id: customer_id, ordered_at: ordered_at, amount: amount }
  customers:
    - source: crm
      files: input/customers.csv
      columns: { customer_id: customer_id, full_name: full_name, country: country }
  contact_points:
    - source: crm-contacts
      files: input/contact_points.csv
      columns: { customer_id: customer_id, kind: kind, value: value }
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, contact_point: contact_point, purpose: purpose, channel: channel, action: action, effective_at: effective_at, authority: authority, method: method, proof_ref: proof_ref, notice_id: "'privacy'", notice_version: "'1'" }
  suppressions:
    - source: stop-list
      files: input/suppressions.csv
      columns: { list_id: list_id, match: match, value: value }
  contact_history:
    - source: dialler
      files: input/contact_history.csv
      columns: { contact_id: contact_id, customer_id: customer_id, contact_point: contact_point, campaign_id: campaign_id, channel: channel, contacted_at: contacted_at, outcome: outcome }
lists:
  internal-stop: { kind: internal, allowed_shrink: 2% }
disclosure: { minimum_units: 3 }
keys: { reference: "\${file:keys/reference.key}" }
`;

const CAMPAIGN = `id: spring-call
title: { en: Spring call }
purpose: direct_marketing
reason: { en: New novels on the shelf }
channel: call
audience: country = 'CN'
send: { from: 2026-11-10, to: 2026-11-20 }
columns: [full_name, phone]
author: chen.li
approval: none
`;

const REPORT = `id: by-segment
tables: [{ rows: [segment], measures: [customers] }]
audience: external
formats: [csv]
`;

/** How many customers the shop has; each bought once, and consented to calls except the last. */
const CUSTOMERS = 12;

const customers = Array.from({ length: CUSTOMERS }, (_, index) => String(index + 1).padStart(2, "0"));

/** What nobody may read in a message: names, numbers and mail addresses of the shop's customers begin like this. */
export const PERSONAL = /Wren|Applegarth|139000|applegarth\.example/u;

const phone = (id: string) => `+86139000010${id}`;

const csv = (header: string, records: readonly string[]) => [header, ...records, ""].join("\n");

/** The input files of the shop, by path. */
export function shopFiles(): Record<string, string> {
  const consents = customers.map((id) => {
    const action = id === String(CUSTOMERS) ? "refuse" : "give";
    return `e${id},c${id},,direct_marketing,call,${action},2026-02-01T10:00:00+08:00,subject,web_form,form-${id}`;
  });
  return {
    "gatekeeper.yaml": GATEKEEPER,
    "campaigns/spring-call.yaml": CAMPAIGN,
    "reports/by-segment.yaml": REPORT,
    "keys/reference.key": `${"0123456789abcdef".repeat(4)}\n`,
    "input/transactions.csv": csv(
      "transaction_id,customer_id,ordered_at,amount",
      customers.map((id) => `t${id},c${id},2026-10-${id} 10:00:00,${id}.50`),
    ),
    "input/customers.csv": csv(
      "customer_id,full_name,country",
      customers.map((id) => `c${id},Wren Applegarth ${id},CN`),
    ),
    "input/contact_points.csv": csv(
      "customer_id,kind,value",
      customers.map((id) => `c${id},phone,${phone(id)}`),
    ),
    "input/consent_events.csv": csv(
      "event_id,customer_id,contact_point,purpose,channel,action,effective_at,authority,method,proof_ref",
      consents,
    ),
    "input/suppressions.csv": csv(
      "list_id,match,value",
      customers.slice(0, 2).map((id) => `internal-stop,phone,${phone(id)}`),
    ),
    "input/contact_history.csv": csv("contact_id,customer_id,contact_point,campaign_id,channel,contacted_at,outcome", [
      `h1,c03,${phone("03")},old-call,call,2026-01-05 10:00:00,answered`,
    ]),
  };
}

/** A small shop, ready to run as of 2026-11-01; files given replace its own. */
export function shop(files: Readonly<Record<string, string>> = {}): Project {
  return projectOf({ ...shopFiles(), ...files });
}

/** The text of a file of the shop with one piece replaced, which must be there. */
export function changed(file: string, from: string | RegExp, to: string): string {
  const text = shopFiles()[file] ?? "";
  const result = text.replace(from, to);
  if (result === text) throw new Error(`${file} holds no ${String(from)}`);
  return result;
}

/** Messages without the warnings that a shop of a dozen customers always gets: its scores mean little. */
export function notAboutScarcity(messages: string): string {
  const lines = messages.split("\n");
  return lines.filter((line) => !/Warning: (?:the \w+ score uses|fewer than 500 customers)/u.test(line)).join("\n");
}
