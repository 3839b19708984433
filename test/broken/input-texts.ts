import { INPUT_TABLE_NAMES, type InputTableName } from "../../src/domain/input-tables.ts";

/** What no message may show of these texts: customers' ids, names, numbers, mail and postal addresses look like this. */
export const PERSONAL_VALUES = /K71\d\d|Wren|Applegarth|139000|applegarth\.example|铜镜路/u;

const PEOPLE = ["01", "02", "03", "04", "05", "06"];

const phone = (id: string) => `+86139000010${id}`;

const table = (header: string, record: (id: string) => string) => `${[header, ...PEOPLE.map(record)].join("\n")}\n`;

/** A small good CSV file of every input table, each column named as the table's own. */
export const INPUT_TEXTS: Readonly<Record<InputTableName, string>> = {
  transactions: table(
    "transaction_id,customer_id,ordered_at,amount,currency,kind,original_transaction_id,region",
    (id) =>
      `T88${id},K71${id},2026-03-${id} 10:00:00,${id}.50,CNY,${id === "05" ? "refund,-T8801" : "sale,"},"East, ""old"""`,
  ).replace("05.50,CNY,refund,-T8801", "-05.50,CNY,refund,T8801"),
  customers: table(
    "customer_id,full_name,birth_date,country,language,status,registered_at",
    (id) => `K71${id},"Wren Applegarth ${id}",19${id}-04-${id},CN,zh-CN,active;test,2024-01-${id}`,
  ),
  contact_points: table(
    "customer_id,kind,value,country,is_preferred,status,valid_from",
    (id) =>
      `K71${id},${id === "06" ? `address,"铜镜路 71 号,\n1803 室"` : `phone,${phone(id)}`},CN,yes,valid,2025-01-${id}`,
  ),
  consent_events: table(
    "event_id,customer_id,contact_point,purpose,channel,action,effective_at,expires_at,authority,method",
    (id) =>
      `E55${id},K71${id},wren.${id}@applegarth.example,direct_marketing,call,${id > "03" ? "refuse" : "give"},2026-02-${id}T10:00:00+08:00,,subject,web_form`,
  ),
  suppressions: table(
    "list_id,match,value,scope,effective_at",
    (id) => `internal-stop,phone,${phone(id)},all,2025-02-${id}T16:15:00+08:00`,
  ),
  contact_history: table(
    "contact_id,customer_id,contact_point,campaign_id,channel,contacted_at,outcome,is_exception",
    (id) => `H33${id},K71${id},${phone(id)},old-call,call,2026-01-${id} 10:00:00,answered,no`,
  ),
  interactions: table(
    "interaction_id,customer_id,occurred_at,kind,category,strength",
    (id) => `I22${id},K71${id},2026-01-${id}T10:00:00Z,visit,home,0.${id}`,
  ),
  merges: table("from_customer_id,into_customer_id,merged_at,undone_at", (id) => `K71${id},K72${id},2026-01-${id},`),
  exchange_rates: table("currency,valid_from,rate", (id) => `USD,2026-01-${id},7.0${id}`),
  preferences: table(
    "event_id,customer_id,channel,key,value,effective_at",
    (id) => `P44${id},K71${id},call,pause_until,2026-12-${id},2026-01-${id}T10:00:00+08:00`,
  ),
};

/** A project of these files, ready to run as of 2026-11-01, by path. */
export function inputProject(): Record<string, string> {
  const files = INPUT_TABLE_NAMES.map((name) => [`input/${name}.csv`, INPUT_TEXTS[name]] as const);
  return {
    "gatekeeper.yaml": GATEKEEPER,
    "campaigns/spring-call.yaml": CAMPAIGN,
    "keys/reference.key": KEY,
    ...Object.fromEntries(files),
  };
}

const KEY = `${"0123456789abcdef".repeat(4)}\n`;

const GATEKEEPER = `version: 1
project: { id: fernlane, controller: Fern Lane Books, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
${INPUT_TABLE_NAMES.map(sourceText).join("\n")}
lists:
  internal-stop: { kind: internal, allowed_shrink: 2% }
keys: { reference: "\${file:keys/reference.key}" }
`;

function sourceText(name: InputTableName): string {
  const columns = INPUT_TEXTS[name].slice(0, INPUT_TEXTS[name].indexOf("\n")).split(",");
  return `  ${name}:
    - source: ${name.replaceAll("_", "-")}
      files: input/${name}.csv
      columns: { ${columns.map((column) => `${column}: ${column}`).join(", ")} }`;
}

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
