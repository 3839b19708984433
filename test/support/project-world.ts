import { createRandom, type Random } from "../../fixtures/generate/random.ts";
import { type Project, projectOf } from "./project.ts";

/** The lines of an input file, its header first. */
export type Table = readonly string[];

/** An invented project small enough to run in a second and rich enough that every part of the job has something to do. */
export interface World {
  readonly transactions: Table;
  readonly customers: Table;
  readonly contact_points: Table;
  readonly consent_events: Table;
  readonly suppressions: Table;
  readonly contact_history: Table;
}

/** A world of its own for each seed: shared telephones, repeated customers, dirt, refunds, consents and stops included. */
export function inventWorld(seed: string, customers = 120): World {
  const random = createRandom(seed);
  const ids = Array.from({ length: customers }, (_, index) => `K${String(index + 1).padStart(3, "0")}`);
  return {
    transactions: ["order,customer,at,amount,kind", ...ids.flatMap((id) => orderLines(random, id))],
    customers: ["id,name,region,country,status,registered", ...ids.flatMap((id) => customerLines(random, id))],
    contact_points: ["customer,kind,value,preferred,status", ...ids.flatMap((id) => pointLines(random, id))],
    consent_events: [
      "event,customer,point,purpose,channel,action,at,authority,scope,proof",
      ...ids.flatMap((id) => eventLines(random, id)),
    ],
    suppressions: ["list,match,value,scope,at", ...ids.flatMap((id) => stopLines(random, id))],
    contact_history: [
      "contact,customer,point,campaign,channel,at,outcome",
      ...ids.flatMap((id) => historyLines(random, id)),
    ],
  };
}

/** The world in another order of its rows, the header apart. */
export function shuffledWorld(world: World, seed: string): World {
  const random = createRandom(`shuffle ${seed}`);
  const shuffled = Object.entries(world).map(([name, lines]: [string, Table]) => [name, shuffledTable(lines, random)]);
  return Object.fromEntries(shuffled) as World;
}

/** The same lines in another order, the header apart. */
export function shuffledTable(lines: Table, random: Random): string[] {
  const [header = "", ...rows] = lines;
  for (let last = rows.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [rows[last], rows[other]] = [rows[other] ?? "", rows[last] ?? ""];
  }
  return [header, ...rows];
}

/** A project with the world as its input, two campaigns and a report. */
export function worldProject(world: World): Project {
  const inputs = Object.entries(world).map(([name, lines]: [string, Table]) => [
    `input/${name}.csv`,
    `${lines.join("\n")}\n`,
  ]);
  return projectOf({
    ...(Object.fromEntries(inputs) as Record<string, string>),
    "gatekeeper.yaml": CONFIGURATION,
    "campaigns/greeting-call.yaml": CALL,
    "campaigns/leaflet-post.yaml": POST,
    "reports/segments.yaml": REPORT,
    "vendors/printer.yaml": VENDOR,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-an-invented-world-never-use-it-for-real-people\n",
  });
}

function orderLines(random: Random, id: string): string[] {
  return Array.from({ length: random.below(5) }, (_, index) => {
    const order = `${id}-${index}`;
    const at = `202${random.between(4, 6)}-0${random.between(1, 9)}-1${random.below(10)} 1${random.below(10)}:30:00`;
    const sale = `${order},${id},${at},${random.between(1, 300)}.${random.between(10, 99)},sale`;
    return random.chance(100) ? [sale, `${order}-back,${id},${at},-${random.between(1, 9)}.50,refund`] : [sale];
  }).flat();
}

function customerLines(random: Random, id: string): string[] {
  const name = random.pick(["Doily", "Whisk", "Ladle", "Trivet", "Nutmeg"]);
  const place = `${random.pick(["north", "south", "west"])},${random.chance(900) ? "CN" : "GB"}`;
  const status = random.weighted([
    ["", 90],
    ["deceased", 3],
    ["restricted", 3],
    ["test", 4],
  ]);
  const line = `${id},${name} ${id.slice(1)},${place},${status},2024-01-0${random.between(1, 9)}`;
  return random.chance(30) ? [line, `${id},${name} Again,${place},,2025-02-03`] : [line];
}

function pointLines(random: Random, id: string): string[] {
  // A number in ten belongs to the neighbour as well.
  const number = random.chance(100) ? "001" : id.slice(1);
  const phone = (last: number, status: string) =>
    `${id},phone,+861990003${number}${last},${String(last === 1)},${status}`;
  const points = [
    phone(
      1,
      random.weighted([
        ["valid", 8],
        ["dead", 1],
      ]),
    ),
  ];
  if (random.chance(300)) points.push(phone(2, "valid"));
  if (random.chance(850)) points.push(`${id},address,上海茶壶镇灯笼路${Number(id.slice(1))}号,,valid`);
  return points;
}

function eventLines(random: Random, id: string): string[] {
  const event = (number: number, parts: string) => `${id}-e${number},${parts}`;
  const lines: string[] = [];
  for (const channel of ["call", "post"]) {
    if (random.chance(850))
      lines.push(
        event(lines.length, `${id},,direct_marketing,${channel},give,2025-03-15T10:00:00+08:00,subject,,form`),
      );
  }
  if (random.chance(700))
    lines.push(event(lines.length, `${id},,third_party_disclosure,post,give,2025-03-15T10:00:00+08:00,subject,,form`));
  if (random.chance(120))
    lines.push(
      event(
        lines.length,
        `${id},,direct_marketing,,withdraw,2026-0${random.between(1, 9)}-01T09:00:00+08:00,subject,,`,
      ),
    );
  if (random.chance(80))
    lines.push(
      event(
        lines.length,
        `${id},+861990003${id.slice(1)}1,direct_marketing,call,withdraw,2026-05-05,subject,contact_point,`,
      ),
    );
  return lines;
}

function stopLines(random: Random, id: string): string[] {
  if (random.chance(40)) return [`internal-stop,phone,+861990003${id.slice(1)}1,,2026-01-01`];
  return random.chance(30) ? [`internal-stop,person,${id},purpose:direct_marketing,2026-01-01`] : [];
}

function historyLines(random: Random, id: string): string[] {
  if (!random.chance(200)) return [];
  const day = `2026-10-${random.between(10, 31)}T11:00:00+08:00`;
  return [
    `${id}-h,${id},+861990003${id.slice(1)}1,autumn,call,${day},${random.weighted([
      ["answered", 8],
      ["complained", 1],
      ["failed", 1],
    ])}`,
  ];
}

const CONFIGURATION = `version: 1
project: { id: small-world, controller: Small World, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: till
      files: input/transactions.csv
      columns: { transaction_id: order, customer_id: customer, ordered_at: at, amount: amount, kind: kind }
  customers:
    - source: register
      files: input/customers.csv
      columns: { customer_id: id, full_name: name, region: region, country: country, status: status, registered_at: registered }
  contact_points:
    - source: contacts
      files: input/contact_points.csv
      columns: { customer_id: customer, kind: kind, value: value, is_preferred: preferred, status: status }
  consent_events:
    - source: desk
      files: input/consent_events.csv
      authority: subject
      columns: { event_id: event, customer_id: customer, contact_point: point, purpose: purpose, channel: channel, action: action, effective_at: at, authority: authority, stop_scope: scope, method: proof, proof_ref: proof, notice_id: "'privacy'", notice_version: "'1'" }
  suppressions:
    - source: stops
      files: input/suppressions.csv
      authority: subject
      columns: { list_id: list, match: match, value: value, scope: scope, effective_at: at }
  contact_history:
    - source: calls
      files: input/contact_history.csv
      columns: { contact_id: contact, customer_id: customer, contact_point: point, campaign_id: campaign, channel: channel, contacted_at: at, outcome: outcome }
disclosure: { minimum_units: 3 }
keys: { reference: "\${file:keys/reference.key}" }
`;

const CALL = `id: greeting-call
title: { en: Greeting call, zh-CN: 问候电话 }
purpose: direct_marketing
reason: { en: A year since the last order, zh-CN: 距上次订购已满一年 }
channel: call
audience: region in ('north', 'south')
send: { from: 2026-11-10, to: 2026-11-20 }
priority: 60
caps: { person: { 30d: 1 } }
columns: [full_name, phone]
author: tea.pot
approval: none
`;

const POST = `id: leaflet-post
title: { en: Leaflets, zh-CN: 传单 }
purpose: direct_marketing
reason: { en: The leaflet is out, zh-CN: 传单已印好 }
channel: post
audience: country = 'CN'
executor: { vendor: printer }
send: { from: 2026-11-10, to: 2026-11-20 }
columns: [full_name, address]
author: tea.pot
approval: none
`;

const REPORT = `id: segments
title: { en: Segments by region, zh-CN: 各地区客户分层 }
tables:
  - { rows: [region], measures: [customers, orders, revenue, mean_order_value], totals: true }
audience: internal
formats: [csv, parquet, arrow]
`;

/** Its secret half was never kept: nobody can read what is encrypted for it. */
const VENDOR = `id: printer
name: Paper Boat Printers
contract: { reference: PB-1, ends: 2027-12-31 }
confidentiality: { ends: 2029-12-31 }
processor: true
recipient: age1zptt9dkvsewrkzkd5kednauhq78ucq5exrs73pjjzx2wy9fa3edsz6rvh6
`;
