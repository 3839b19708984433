import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { loadProject } from "../../src/config/load-project.ts";
import type { Flags } from "../../src/config/read-layers.ts";
import type { Project } from "../../src/domain/project.ts";
import { GatekeeperError, GatekeeperErrors } from "../../src/errors.ts";

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A public age key made for these tests; nobody holds its private half. */
export const RECIPIENT = "age1kaesjle03hn5auv2egr2wcrtw65uway6k204pvkg2uqjj8h2gsls6u255a";

export const GATEKEEPER = `version: 1
project:
  id: linden
  controller: Linden Homeware
  time_zone: Asia/Shanghai
  currency: CNY
  default_country: CN
inputs:
  transactions:
    - source: shop
      files: input/transactions.csv
      columns:
        transaction_id: InvoiceNo
        customer_id: CustomerID
        ordered_at: InvoiceDate
        amount: number(Quantity) * number(UnitPrice)
      where: number(Quantity) > 0
  customers:
    - source: crm
      files: [input/customers.csv.gz, input/more-*.csv]
      columns:
        customer_id: id
        full_name: name
        region: region
        best_time: best_time
        religion: religion
lists:
  internal-stop: { kind: internal }
columns:
  customers: { best_time: personal, religion: sensitive }
purposes: [newsletter]
`;

export const CAMPAIGN = `id: spring-call
title: { en: Spring call list, zh-CN: 春季回访名单 }
purpose: direct_marketing
reason: { en: A year since the last kitchen order }
channel: call
audience: >
  segment in ('at_risk', 'cant_lose')
  and region in ('上海', '江苏')
executor: { vendor: callhouse }
send: { from: 2026-12-01, to: 2026-12-14 }
columns: [full_name, phone, best_time, language]
author: chen.li
`;

export const VENDOR = `id: callhouse
name: Callhouse
contract: { reference: C-17, ends: 2027-06-30 }
confidentiality: { ends: 2028-06-30 }
processor: true
recipient: ${RECIPIENT}
`;

export const REPORT = `id: segment-by-region
tables:
  - { rows: [segment], columns: [region], measures: [customers, revenue], totals: true }
audience: external
`;

const NOTICE = `id: privacy
versions:
  - version: "2023-1"
    from: 2023-01-01
    to: 2026-06-30
    uses: [direct_marketing]
    channels: [call]
    categories: [identity, personal, behaviour]
    text:
      en:
        collection: What you say
        use: To call you
        disclosure: To nobody
        control: Say no at any time
        access: Ask us
        security: Locked away
        changes: We tell you before
        contact: The shop
  - version: "2026-1"
    from: 2026-07-01
    uses: [direct_marketing, automated_decision]
    channels: [call, post]
    recipients: [processors]
    categories: [identity, personal, behaviour, religion]
    text:
      en: { collection: What you say, use: To call you, disclosure: To printers, control: Say no, access: Ask, security: Locked, changes: Told, contact: Us }
      zh-CN: { collection: 您所说的, use: 致电给您, disclosure: 印刷商, control: 可以拒绝, access: 可以询问, security: 妥善保管, changes: 事先告知, contact: 本店 }
`;

/** A whole project in which nothing is wrong. */
export const GOOD: Files = {
  "gatekeeper.yaml": GATEKEEPER,
  "campaigns/spring.yaml": CAMPAIGN,
  "vendors/callhouse.yaml": VENDOR,
  "notices/privacy.yaml": NOTICE,
  "reports/segments.yaml": REPORT,
  "keys/reference.key": `${"5eed".repeat(16)}\n`,
};

/** A folder with these files for the length of one test. */
export function folderWith(files: Files): string {
  const directory = mkdtempSync(join(tmpdir(), "gatekeeper-config-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  return directory;
}

/** Loads the good project with some of its files changed. */
export function load(
  changed: Files = {},
  environment: Readonly<Record<string, string>> = {},
  flags: Flags = {},
): Project {
  return loadProject(folderWith({ ...GOOD, ...changed }), environment, flags);
}

/** The problems of the good project with some of its files changed; none when it loads. */
export function problemsOf(
  changed: Files,
  environment: Readonly<Record<string, string>> = {},
  flags: Flags = {},
): readonly GatekeeperError[] {
  try {
    load(changed, environment, flags);
    return [];
  } catch (error) {
    if (error instanceof GatekeeperErrors) return error.problems;
    if (error instanceof GatekeeperError) return [error];
    throw error;
  }
}

/** A text with one part replaced, which must be there exactly once. */
export function replaced(text: string, part: string, by: string): string {
  const pieces = text.split(part);
  if (pieces.length !== 2) throw new Error(`"${part}" occurs ${pieces.length - 1} times`);
  return pieces.join(by);
}
