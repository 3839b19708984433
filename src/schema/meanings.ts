import { INPUT_TABLES, type InputColumn, type InputTableName } from "../domain/input-tables.ts";
import { valueWords } from "../domain/value-words.ts";
import type { SchemaPath } from "./json-schema.ts";

/** What the keys of a kind of file are for, in one line each, by path; an editor shows it beside what to write. */
export type Meanings = Readonly<Record<string, string>>;

/** gatekeeper.yaml; what stands in a target, in the local file, and in any input table, means the same. */
export const PROJECT_MEANINGS: Meanings = {
  version: "The version of this format",
  project: "What the project is",
  "project.id": "The project's name in records",
  "project.controller": "The company that decides what the data is used for",
  "project.time_zone": "Days and local times of transactions, history and send windows are read in it",
  "project.currency": "The currency of every amount; lines in another are converted by inputs.exchange_rates",
  "project.default_country": "The country of numbers and addresses that name none",
  "project.language": "The language of reports and list descriptions, and of messages unless somebody chose another",
  inputs: "Input tables, each with the sources that fill it",
  "inputs.*[].source": "The source's name in records, unique in the project",
  "inputs.*[].files": "Relative to the project's folder; * and ? stand for characters of one name",
  "inputs.*[].table": "A table of the warehouse in place of files, as catalog.schema.table; needs engine.kind trino",
  "inputs.*[].format": "By the files' names, unless said",
  "inputs.*[].csv": "The dialect of CSV files; it is never guessed",
  "inputs.*[].columns": "The gatekeeper's columns, each from the source's own; what nobody maps is not loaded",
  "inputs.*[].where": "Records for which it is not true are left out, and counted apart",
  "inputs.*[].reject_threshold": "The share of a file's records that may be rejected before the run is refused",
  "inputs.*[].authority": "The highest authority this source speaks with",
  "inputs.*[].collection_channel": "How the data was collected, such as web or counter",
  "inputs.*[].right_of_use_asked": "Whether the right of use was asked for when the data was collected",
  "inputs.*[].bought": "The licence of a bought-in list",
  "inputs.*[].bought.seller": "Who sold it",
  "inputs.*[].bought.licence": "The licence's reference",
  "inputs.*[].bought.ends": "Its last day; afterwards nobody known from it alone may be contacted",
  "inputs.*[].opt_out": "Columns in which a yes, or what nobody can read, is a refusal",
  "inputs.*[].opt_out.*.purpose": "The purpose it refuses; * refuses everything",
  "inputs.*[].opt_out.*.channel": "The channel it refuses; every one unless said",
  "inputs.*[].opt_out.*.authority": "Whose word the column is",
  "inputs.*[].opt_out.*.stop_scope": "Whether it binds the person or this contact point only",
  "inputs.*[].records": "Whether a record is a line of a transaction or a whole one",
  "inputs.*[].refund_sign": "How the source writes refunds",
  lists: "The suppression lists that must be there",
  "lists.*.kind": "Whose list it is",
  "lists.*.allowed_shrink": "The share of rows that may be gone since the last run before the run is refused",
  "lists.*.allow_empty": "Whether the list may have no rows",
  "lists.*.expected_rows": "The number of rows after a lawful change, for one run",
  rfm: "How recency, frequency and monetary value become segments",
  "rfm.bins": "Scores per dimension, where breaks or the mode do not decide",
  "rfm.window": "The days whose sales count; all history when left out",
  "rfm.recency": "Whole days since the last sale, or days with a fraction",
  "rfm.frequency": "What is counted: orders, their lines, days with a sale, or days after the first",
  "rfm.monetary": "What is summed or averaged",
  "rfm.scores": "How values become scores",
  "rfm.breaks": "Dimensions scored by stated edges: each class's least value, ascending",
  "rfm.strict": "Whether too few customers or too short a history is an error",
  "rfm.map": "The segment map: the name of a shipped one, or the path of your own",
  "rfm.allow_unreachable": "Whether rules of the map that can never match may stand",
  "rfm.refunds": "Whether refunds subtract, are ignored, or also undo the sale that they cancel whole",
  robustness: "How much segments depend on which orders happened to be there",
  "robustness.resamples": "How many resamples of the orders are scored; 0 for none",
  "robustness.seed": "What the draws start from: the same seed draws the same orders",
  purchase_status: "Who should have bought in a period, by their own rhythm, and did",
  "purchase_status.period": "The last calendar month or quarter that was over at the as-of day",
  "purchase_status.tolerance": "How much longer than their median gap people may take before they are late",
  due_to_buy: "Who is due by their own rhythm at the as-of day",
  "due_to_buy.classes": "The classes that the list due_to_buy holds",
  funnel: "Who is in the target market, a potential customer, a target",
  "funnel.target_market": "The condition that makes somebody part of the target market",
  "funnel.intention": "What shows an intention to buy",
  "funnel.intention.kinds": "The kinds of interactions that show it",
  "funnel.intention.within": "How long before the as-of day it counts",
  "funnel.purchasing_power": "Whose power to buy is strong, and whose weak; nobody else is a target",
  "funnel.purchasing_power.strong": "The condition for strong",
  "funnel.purchasing_power.weak": "The condition for weak, asked of whoever is not strong",
  "funnel.short_term": "From the as-of day on, when a target is expected to buy",
  disclosure: "How published numbers are protected",
  "disclosure.minimum_units": "The least number of customers behind a published cell",
  retention: "How long what a run leaves is kept; prune removes what is over",
  "retention.private_tables": "Tables of runs that are no month's last",
  "retention.month_ends": "Tables of the last run of each month",
  "retention.released_decisions": "Decisions and findings of runs that released a list",
  engine: "Where the models run, and what that may take; it changes no decision",
  "engine.threads": "Threads of the engine",
  "engine.memory_limit": "Memory of the engine; more is spilled to disk",
  "engine.kind": "embedded runs the models in this process, trino on the cluster of engine.trino",
  "engine.trino": "The cluster: where it is, who asks, where tables and files go",
  "engine.trino.server": "Protocol, host and port",
  "engine.trino.user": "As whom statements run",
  "engine.trino.password": "The password, by reference only; needs https",
  "engine.trino.token": "A JSON Web Token, by reference only; needs https",
  "engine.trino.authorities": "A file of certificates to trust beside the known ones, in PEM",
  "engine.trino.catalog": "The Iceberg catalog of the tables that a run makes",
  "engine.trino.files_catalog": "The Hive catalog of the files in the shared folder",
  "engine.trino.schema_prefix": "What the names of all schemas begin with",
  "engine.trino.shared": "The folder that this machine and the cluster both see",
  "engine.trino.shared.folder": "As this machine calls it",
  "engine.trino.shared.location": "As the cluster calls it, such as s3://lake/gatekeeper",
  "engine.trino.session": "Session properties of the cluster",
  "engine.trino.answer_timeout_seconds": "How long one answer of the cluster may take",
  keys: "Secrets, by reference only",
  "keys.reference": "The secret behind references and hashes; at least 32 characters",
  columns: "Columns beyond the built-in ones",
  "columns.customers": "Extra columns that customers sources map, each with its class",
  purposes: "Purposes beyond the built-in ones",
  campaigns: "Where the campaign files are",
  reports: "Where the report files are",
  vendors: "Where the vendor files are",
  default_target: "The target that holds when neither -t nor GK_TARGET says one",
  targets: "What differs between a laptop, a test and production",
};

export const CAMPAIGN_MEANINGS: Meanings = {
  id: "Unique among campaigns",
  title: "The campaign's name for people",
  purpose: "What the data is used for",
  reason: "Why this person, now",
  on_behalf_of: "Whoever else it is done for; adds third_party_disclosure",
  topic: "What it is about",
  channel: "How people are contacted",
  list: "Who the audience is part of: people of this list alone",
  audience: "Who is asked for; the gates then take out who may not be contacted",
  executor: "The vendor that carries it out; without one the house does",
  "executor.vendor": "The id of a vendor file",
  "executor.recipient": "Whom the list is encrypted for, if not the vendor's own recipient",
  send: "When contacts happen: two days, or two durations from the as-of date",
  "send.from": "The first day, in the project's time zone",
  "send.to": "The last day; it belongs to the window",
  "send.after": "How long after the as-of date it begins",
  "send.for": "How long it lasts",
  priority: "The higher one wins a contact that only one campaign may have",
  caps: "The most contacts in a rolling window",
  "caps.person": "Of a person",
  "caps.contact_point": "Of a contact point",
  columns: "The columns of the list, in order",
  author: "Who wrote it; somebody else approves it",
  approval: "none releases without one, and every output says so",
  class: "A service message is about what the customer has, and never advertises",
  uses: "Uses of data beyond those that follow from the campaign",
};

export const MAP_MEANINGS: Meanings = {
  id: "The map's name in messages",
  title: "The map's name for people",
  source: "Where the rules come from",
  bins: "The scores of each dimension that the map is drawn for",
  segments: "In the order in which they are tried; the first one with a rule that holds wins",
  "segments[].id": "What audiences and reports call it; unique in the map",
  "segments[].labels": "The segment's name for people",
  "segments[].rules": "Boxes of the score cube; one of them is enough",
  "segments[].rules[].r": "Recency scores, such as 4-5; every one unless said",
  "segments[].rules[].f": "Frequency scores; every one unless said",
  "segments[].rules[].m": "Monetary scores; every one unless said",
  "segments[].rules[].is_new": "Only new customers, or only those who are not; both unless said",
  fallback: "The segment of whomever no rule takes",
  "fallback.id": "Unique in the map, like those of segments",
  "fallback.labels": "Its name for people",
};

export const REPORT_MEANINGS: Meanings = {
  id: "Unique among reports",
  title: "The report's name for people",
  tables: "Tables of counts and sums; small cells are withheld",
  "tables[].rows": "Dimensions that make the rows",
  "tables[].columns": "Dimensions that make the columns; none of the rows'",
  "tables[].measures": "What each cell says",
  "tables[].totals": "Whether margins are shown",
  audience: "Who reads it; both are protected",
  formats: "The files each table is written as",
};

export const VENDOR_MEANINGS: Meanings = {
  id: "Unique among vendors",
  name: "The vendor's name for people",
  contract: "What it works under",
  "contract.reference": "The contract",
  "contract.ends": "Its last day",
  confidentiality: "The promise of confidentiality",
  "confidentiality.ends": "Its last day",
  processor: "Whether it handles the data on your behalf and by your instructions only",
  recipient: "Whom its lists are encrypted for",
};

/** What the value at a path is for; of a column of an input table, what it holds. */
export function meaningOf(meanings: Meanings, path: SchemaPath): string | undefined {
  const inTarget = path[0] === "targets" && path[1] === "*" ? path.slice(2) : path;
  const [section, table, item, key, column] = inTarget;
  if (section === "inputs" && key === "columns" && column !== undefined) return columnMeaning(table, column);
  const general = section === "inputs" && item === "[]" ? ["inputs", "*", ...inTarget.slice(2)] : inTarget;
  const text = general.join(".").replaceAll(".[]", "[]");
  return Object.hasOwn(meanings, text) ? meanings[text] : undefined;
}

function columnMeaning(table: string | undefined, name: string): string | undefined {
  const columns = INPUT_TABLES[table as InputTableName] as readonly InputColumn[] | undefined;
  const column = columns?.find((known) => known.name === name);
  if (column === undefined) return undefined;
  return `${valueWords(column)}, class ${column.dataClass}`;
}
