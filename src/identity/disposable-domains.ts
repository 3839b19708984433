import { disposableEmailBlocklistSet } from "disposable-email-domains-js";

import type { Engine } from "../engine/engine.ts";

/** As a set: the package's own question walks the whole list. */
const LISTED: ReadonlySet<string> = disposableEmailBlocklistSet();

/**
 * Fills `export.disposable_domains`: of the domains that e-mails of customers have, those under which anybody gets a mailbox
 * for minutes, sub-domains of such included. Source: the list of disposable-email-domains, as its package is pinned.
 */
export async function fillDisposableDomains(engine: Engine): Promise<void> {
  const domains: string[] = [];
  const select = `select distinct substr(contact_points.contact_key, strpos(contact_points.contact_key, '@') + 1) as domain
    from identity.contact_points where contact_points.kind = 'email' and contact_points.is_valid order by domain`;
  for await (const block of engine.stream(select))
    for (const row of block) if (isDisposable(String(row["domain"]))) domains.push(String(row["domain"]));
  await engine.fill(
    "export.disposable_domains",
    [{ name: "domain", type: "varchar" }],
    domains.map((domain) => [domain]),
  );
}

/** Whether a domain or one that it lies under is on the list. */
export function isDisposable(domain: string): boolean {
  const labels = domain.split(".");
  return labels.some((_, index) => LISTED.has(labels.slice(index).join(".")));
}
