import { type Project, projectOf } from "./project.ts";
import { decisionsOf } from "./project-decisions.ts";

/** Whoever is asked about: a number and an address by id. */
export type Holdings = Readonly<Record<string, { readonly phone: string; readonly email?: string }>>;

/** The rows of suppression files by path, without their header. */
export type ListFiles = Readonly<Record<string, readonly string[]>>;

export const LIST_HEADER = "list_id,match,value";

/**
 * A project that calls and mails everybody, who all consented, with the lists declared as YAML under `lists:` and the rows of its suppression files,
 * one source to a folder of `input/lists/`.
 */
export function registerProject(holdings: Holdings, lists: string, files: ListFiles, country = "CN"): Project {
  const ids = Object.keys(holdings);
  const points = ids.flatMap((id) =>
    Object.entries(holdings[id] ?? {}).map(([kind, value]) => `${id},${kind},${value}`),
  );
  const events = ids.flatMap((id) => ["call", "email"].map((channel) => consentTo(id, channel)));
  return projectOf({
    "gatekeeper.yaml": registerConfiguration(lists, sourcesOf(files)),
    "campaigns/calls.yaml": campaign("calls", "call", "phone, contact_hours"),
    "campaigns/mails.yaml": campaign("mails", "email", "email"),
    "keys/reference.key": "PUBLIC-TEST-KEY-of-invented-people-never-use-it-for-real-ones\n",
    "keys/salt": "pepper\n",
    "input/customers.csv": csv("customer_id,country", ...ids.map((id) => `${id},${country}`)),
    "input/contact_points.csv": csv("customer_id,kind,value", ...points),
    "input/consent_events.csv": csv(EVENT_HEADER, ...events),
    ...Object.fromEntries(Object.entries(files).map(([file, rows]) => [file, csv(LIST_HEADER, ...rows)])),
  });
}

/** Lines as a file. */
export function csv(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

export const EVENT_HEADER = "event_id,customer_id,contact_point,purpose,channel,action,effective_at";

/** The subject's own consent, of the beginning of the year, to marketing on a channel. */
function consentTo(id: string, channel: string): string {
  return `give-${id}-${channel},${id},,direct_marketing,${channel},give,2026-01-01T00:00:00Z`;
}

/** The configuration anew, with other declarations of lists. */
export function registerConfiguration(lists: string, sources: readonly string[]): string {
  const suppressions = sources.map(
    (source) =>
      `    - { source: ${source}, files: "input/lists/${source}/*.csv", columns: { list_id: list_id, match: match, value: value } }\n`,
  );
  return `version: 1
project: { id: registers, controller: Registers, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  customers: [{ source: crm, files: input/customers.csv, columns: { customer_id: customer_id, country: country } }]
  contact_points: [{ source: points, files: input/contact_points.csv, columns: { customer_id: customer_id, kind: kind, value: value } }]
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event_id, customer_id: customer_id, contact_point: contact_point, purpose: purpose, channel: channel, action: action, effective_at: effective_at, authority: "'subject'", method: "'web'", proof_ref: "'p'", notice_id: "'privacy'", notice_version: "'1'" }
  suppressions:
${suppressions.join("")}lists:
${lists}keys: { reference: "\${file:keys/reference.key}" }
`;
}

/** What became of a person in a campaign: `listed`, or the reasons. */
export async function fates(project: Project, campaignId: string): Promise<Record<string, string>> {
  const decisions = await decisionsOf(project, await project.run());
  return Object.fromEntries(
    decisions
      .filter(({ campaign: id }) => id === campaignId)
      .map(({ person, outcome, reasons }) => [person, outcome === "listed" ? "listed" : reasons.join(" ")]),
  );
}

function sourcesOf(files: ListFiles): string[] {
  return [...new Set(Object.keys(files).map((file) => file.split("/")[2] ?? ""))];
}

function campaign(id: string, channel: string, columns: string): string {
  return `id: ${id}
title: { en: Hello }
purpose: direct_marketing
reason: { en: To say hello }
channel: ${channel}
audience: country is not null
send: { from: 2026-11-09, to: 2026-11-20 }
columns: [${columns}]
author: tea.pot
approval: none
`;
}
