import type { Catalog } from "../catalog/catalog.ts";
import { columnLineage } from "../catalog/column-lineage.ts";
import { INPUT_TABLE_NAMES, INPUT_TABLES, type InputColumn, type InputTableName } from "../domain/input-tables.ts";
import { valueWords } from "../domain/value-words.ts";
import { type ComputedColumn, computedColumns } from "./data-model.ts";

/** The page of the logical data model, made from the code: `docs/data-model.md` is this text, and a test says so. */
export function dataModelPage(catalog: Catalog): string {
  const computed = computedColumns({ campaigns: [], reports: [] }, columnLineage(catalog));
  const tables = INPUT_TABLE_NAMES.flatMap((table) => [`### ${table}`, inputTable(table)]);
  return `${[INTRODUCTION, ...tables, COMPUTED, computedTable(computed)].join("\n\n")}\n`;
}

const INTRODUCTION = `# The logical data model

Every column has a class: who or what its values say something about. The class decides where a value is kept, what an
audience that names it needs consent for, and whether it may stand on a list. This page is made from the code: change it
there, then run \`npm run docs\`.

| class | says | kept in | in an audience | on a list |
|---|---|---|---|---|
| identity | who it is: account, name, contact point | \`identity.*\` | extra columns only | name and the channel's contact point; extra columns |
| personal | what the person is like: age, region, habits | \`personal.*\` | yes | language, time_zone, household_id; extra columns |
| sensitive | health, religion, ethnicity and the like | \`sensitive.attributes\` | yes, and asks for consent to sensitive_data_use | never |
| behaviour | what the person did: purchases, and facts, scores and segments made of them | \`segment.*\` | yes, and asks about automated_decision | never |
| control | what the person allows and forbids, and what a record's state forbids | \`consent.*\`, \`identity.people\` | no | never |
| technical | how the record came about | beside what it describes | yes | never |

**Canonical columns** have their class built in; it is below and cannot be changed. **Extra columns** of customers are declared
with theirs under \`columns.customers\` ([configuration.md](configuration.md)), with any class but control: an opt-out kept as a
text would bind nobody. Other input tables have no extra columns: what a person is like belongs to the customer.

**Classes stay apart.** Files are loaded as they are, into \`raw\` and \`staging\`; from there on every class has tables of its own, joined
by \`customer_id\` alone: \`identity.people\`, \`identity.contact_points\` and \`identity.attributes\`; \`personal.profiles\` and
\`personal.attributes\`; \`sensitive.attributes\`; \`segment.*\` with \`segment.attributes\`. They meet where a campaign asks about people
(\`gate\`), where one is chosen (\`allocation\`), and where a list or a report is made (\`export\`, \`disclosure\`). No model and no gate
reads a sensitive attribute: only the audience that names it does. Tests hold all of this against the lineage of every column.

**Seeing it for a project.** \`gatekeeper model\` prints every column with its class, the sources that give it and the expressions they map
it by, what it is used for (audiences, lists, reports, gates) and who reads it; \`--format json\` has everything by name, and
\`--format mermaid\` draws it. A column is *used* when a campaign, a report or a gate needs its values; one that is loaded and used by
nothing is more than is necessary.

## Input tables`;

const COMPUTED = `## Computed of each person

Names for audiences and reports beside the columns above, and the four opt-outs that follow from consent and stops for the send
windows of a run ([consent-fold.md](consent-fold.md)); an opt-out is never a name of an audience.`;

function inputTable(table: InputTableName): string {
  const rows = INPUT_TABLES[table].map((column) => [
    column.name,
    column.dataClass,
    roleOf(column),
    valueWords(column).replaceAll("*", String.raw`\*`),
  ]);
  return markdown(["column", "class", "", "value"], rows);
}

function roleOf({ isKey, isRequired }: InputColumn): string {
  return [...(isKey ? ["key"] : []), ...(isRequired ? ["required"] : [])].join(", ");
}

function computedTable(computed: readonly ComputedColumn[]): string {
  const rows = computed.map(({ name, dataClass, type, madeOf }) => [name, dataClass, type, sourcesOf(madeOf)]);
  return markdown(["column", "class", "value", "made of"], rows);
}

/** Columns where they are few, else the tables they are of. */
function sourcesOf(madeOf: readonly string[]): string {
  return madeOf.length <= 4 ? madeOf.join(", ") : [...new Set(madeOf.map((column) => column.split(".")[0]))].join(", ");
}

function markdown(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(headings), `|${headings.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
