import { modelNamed, modelsOf } from "../src/catalog/catalog.ts";
import { materializeModel, materializeModels, runAudits } from "../src/catalog/materialize.ts";
import type { CampaignCounts } from "../src/disclosure/counts.ts";
import { attachOrEmpty } from "../src/engine/attach.ts";
import { type CsvRow, writeCsv } from "../src/io/csv-writer.ts";
import { type ScrubbedList, STATEMENT_COLUMNS } from "../src/load/read-scrubbed-list.ts";
import type { RunContext } from "./context.ts";

/** Whom the list means is found before the gates are asked; what they said of it, after. */
const BEFORE_GATES: readonly string[] = ["scrub.record_people", "scrub.record_options"];

/** Somebody without a contact point of the channel is asked about, too. */
const ASKED_ABOUT = `select campaigns.campaign_id, record_people.person_id, record_options.contact_key,
    cast(null as varchar) as contact_hours
  from scrub.record_people
  cross join run.campaigns
  left join scrub.record_options
    on record_options.record_number = record_people.record_number
    and record_options.person_id = record_people.person_id
  group by campaigns.campaign_id, record_people.person_id, record_options.contact_key`;

/** Names the records of a list as `scrub.statements`, for the stages to find whom they mean. */
export async function attachScrubbed({ engine }: RunContext, { files }: ScrubbedList): Promise<void> {
  await attachOrEmpty(engine, "scrub.statements", STATEMENT_COLUMNS, files);
}

/** Finds the people whom a list from elsewhere means, and makes them the audience. */
export async function findScrubbed({ engine, catalog }: RunContext): Promise<void> {
  for (const name of BEFORE_GATES) await materializeModel(engine, modelNamed(catalog, name));
  await engine.materialize("run.staged_options", ASKED_ABOUT, "table");
}

/** What a scrubbed list holds; for the officer until it is protected. */
export interface ScrubbedCounts {
  readonly known: number;
  readonly unknown: number;
  readonly contactable: number;
  readonly byClass: CampaignCounts["byClass"];
}

/** Says of each record whether it may be contacted, once the gates and allocation were asked, and counts people. */
export async function judgeScrubbed({ engine, catalog }: RunContext): Promise<ScrubbedCounts> {
  await materializeModels(
    engine,
    modelsOf(catalog, "scrub").filter(({ name }) => !BEFORE_GATES.includes(name)),
  );
  await runAudits(engine, catalog, "scrub");
  const rows = await engine.query(
    "select class_counts.outcome, class_counts.reason_class, class_counts.people from scrub.class_counts order by class_counts.reason_class",
  );
  const count = (outcome: string) =>
    rows.filter((row) => row["outcome"] === outcome).reduce((total, row) => total + Number(row["people"]), 0);
  const byClass = rows
    .filter((row) => row["outcome"] === "refused")
    .map((row) => ({ reasonClass: String(row["reason_class"]), people: Number(row["people"]) }));
  return {
    known: count("contactable") + count("refused"),
    unknown: count("unknown"),
    contactable: count("contactable"),
    byClass,
  };
}

const VERDICT_COLUMNS = ["record", "verdict", "primary_reason", "reasons"] as const;

/** Writes what was said of each record, in their order; returns the number of records. For the officer. */
export async function writeVerdicts({ engine, catalog }: RunContext, path: string): Promise<number> {
  const select = `select verdicts.record_number, verdicts.verdict, verdicts.primary_reason, verdicts.reason_bits
    from scrub.verdicts order by verdicts.record_number`;
  const codes = catalog.gates.map(({ reasonCode }) => reasonCode);
  // Few combinations of reasons are ever met.
  const texts = new Map<string, string>();
  const textOf = (bits: bigint) => {
    const known = texts.get(String(bits)) ?? codes.filter((_, bit) => ((bits >> BigInt(bit)) & 1n) === 1n).join(" ");
    texts.set(String(bits), known);
    return known;
  };
  async function* batches(): AsyncGenerator<CsvRow[]> {
    for await (const block of engine.stream(select))
      yield block.map((row) => [
        String(row["record_number"]),
        String(row["verdict"]),
        row["primary_reason"] === null ? null : String(row["primary_reason"]),
        textOf(BigInt(String(row["reason_bits"]))),
      ]);
  }
  const { rows } = await writeCsv(path, VERDICT_COLUMNS, batches());
  return rows;
}
