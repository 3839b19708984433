import { type Project, projectOf } from "./project.ts";
import { decisionsOf } from "./project-decisions.ts";

/** What an input file of the project holds, by table; the header comes with it. */
export type PeopleFiles = Readonly<Record<string, string>>;

const HEADERS: PeopleFiles = {
  "input/customers.csv": "customer_id,full_name,country,do_not_call,no_marketing\n",
  "input/partner.csv": "customer_id,full_name,country\n",
  "input/contact_points.csv": "customer_id,kind,value,dead_end\n",
  "input/partner-points.csv": "customer_id,kind,value\n",
  "input/consent_events.csv":
    "event_id,customer_id,contact_point,purpose,channel,action,effective_at,authority,method,proof_ref\n",
  "input/merges.csv": "from,into,merged_at,undone_at\n",
  "input/preferences.csv": "event_id,customer_id,channel,key,value,effective_at\n",
  "input/interactions.csv": "interaction_id,customer_id,occurred_at,kind,strength\n",
  "input/transactions.csv": "transaction_id,customer_id,ordered_at,amount\n",
};

/** A project whose one campaign calls everybody from China, with the given lines under the headers of its files. */
export function peopleProject(lines: PeopleFiles, configuration = CONFIGURATION): Project {
  const files = Object.entries(HEADERS).map(([file, header]) => [file, header + (lines[file] ?? "")]);
  return projectOf({
    ...(Object.fromEntries(files) as Record<string, string>),
    "gatekeeper.yaml": configuration,
    "campaigns/calls.yaml": CALLS,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
  });
}

/** The file's lines with its header, for writing it anew. */
export function withHeader(file: string, lines: string): string {
  return (HEADERS[file] ?? "") + lines;
}

export const CONFIGURATION = `version: 1
project: { id: people, controller: People, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      records: transaction
      columns: { transaction_id: transaction_id, customer_id: customer_id, ordered_at: ordered_at, amount: amount }
  customers:
    - source: crm
      files: input/customers.csv
      reject_threshold: 90%
      columns: { customer_id: customer_id, full_name: full_name, country: country }
      opt_out: { do_not_call: { channel: call }, no_marketing: { purpose: direct_marketing, authority: machine } }
    - source: partner
      files: input/partner.csv
      bought: { seller: Listmart, licence: LM-7, ends: 2026-11-15 }
      right_of_use_asked: false
      columns: { customer_id: customer_id, full_name: full_name, country: country }
  contact_points:
    - source: points
      files: input/contact_points.csv
      columns: { customer_id: customer_id, kind: kind, value: value }
      opt_out: { "dead_end = 'stop'": { purpose: "*", stop_scope: contact_point } }
    - source: partner-points
      files: input/partner-points.csv
      bought: { seller: Listmart, licence: LM-7, ends: 2026-11-15 }
      columns: { customer_id: customer_id, kind: kind, value: value }
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, contact_point: contact_point, purpose: purpose, channel: channel, action: action, effective_at: effective_at, authority: authority, method: method, proof_ref: proof_ref, notice_id: "'privacy'", notice_version: "'1'" }
  merges:
    - { source: merges, files: input/merges.csv, columns: { from_customer_id: from, into_customer_id: into, merged_at: merged_at, undone_at: undone_at } }
  preferences:
    - { source: wishes, files: input/preferences.csv, columns: { event_id: event_id, customer_id: customer_id, channel: channel, key: key, value: value, effective_at: effective_at } }
  interactions:
    - { source: visits, files: input/interactions.csv, columns: { interaction_id: interaction_id, customer_id: customer_id, occurred_at: occurred_at, kind: kind, strength: strength } }
disclosure: { minimum_units: 3 }
keys: { reference: "\${file:keys/reference.key}" }
`;

const CALLS = `id: calls
title: { en: Calls, zh-CN: 电话 }
purpose: direct_marketing
reason: { en: To say hello, zh-CN: 问候 }
topic: Home
channel: call
audience: country = 'CN'
send: { from: 2026-11-09, to: 2026-11-12 }
columns: [full_name, phone]
author: tea.pot
approval: none
`;

/** A customer with a number of their own; the number is made of the id's digits. */
function customer(id: string, more: { readonly flags?: string } = {}): { customers: string; points: string } {
  return {
    customers: `${id},Name of ${id},CN,${more.flags ?? ","}\n`,
    points: `${id},phone,${numberOf(id)},\n`,
  };
}

export function numberOf(id: string): string {
  return `+86138${id.replaceAll(/\D/gu, "").padStart(8, "0")}`;
}

/** Consent of the subject to calls, with proof. */
export function consentOf(id: string, on = "2026-01-01T09:00:00+08:00", authority = "subject"): string {
  return `give-${id}-${on},${id},,direct_marketing,call,give,${on},${authority},web_form,f-${id}\n`;
}

export function withdrawalOf(id: string, on: string): string {
  return `no-${id}-${on},${id},,direct_marketing,,withdraw,${on},subject,,\n`;
}

/** What became of everybody: `listed`, or the reasons. */
export async function outcomes(project: Project, runId: string): Promise<Record<string, string>> {
  const decisions = await decisionsOf(project, runId);
  return Object.fromEntries(
    decisions.map(({ person, outcome, reasons }) => [person, outcome === "listed" ? "listed" : reasons.join(" ")]),
  );
}

/** Customers of these ids who all consented to calls, with what the opt-out columns say of some of them. */
export function people(ids: readonly string[], flags: Readonly<Record<string, string>> = {}) {
  const all = ids.map((id) => customer(id, { flags: flags[id] ?? "," }));
  return {
    "input/customers.csv": all.map(({ customers }) => customers).join(""),
    "input/contact_points.csv": all.map(({ points }) => points).join(""),
    "input/consent_events.csv": ids.map((id) => consentOf(id)).join(""),
  };
}

/** A campaign that calls whoever meets a condition, as YAML; `list` is its line of that key. */
export function callCampaign(id: string, audience: string, list = ""): string {
  return `id: ${id}
title: { en: Calls, zh-CN: 电话 }
purpose: direct_marketing
reason: { en: To say hello, zh-CN: 问候 }
channel: call
audience: ${audience}
${list}send: { from: 2026-11-09, to: 2026-11-12 }
columns: [full_name, phone]
author: tea.pot
approval: none
`;
}
