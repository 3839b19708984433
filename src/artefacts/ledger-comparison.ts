import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { list, moment, record, runId } from "./parts.ts";

const rowName = z.string().describe("The table and its values; of an earlier release after the id of its run");

const schema = record({
  compared_with: list(record({ run_id: runId, as_of: moment })).describe(
    "The releases that were looked at beside this one",
  ),
  together: list(runId).describe(
    "Those of them that were looked at all at once; the others in pairs alone, for their customers fall into too many groups",
  ),
  published_again: list(record({ table_id: z.string(), run_id: runId })).describe(
    "Tables of a moment whose figures are out already: they are those of that run",
  ),
  too_fine: list(record({ table_id: z.string(), run_id: runId })).describe(
    "Tables that are withheld whole, because their customers fall into too many groups beside those of that run",
  ),
  withheld: list(record({ row: rowName, measure: z.enum(["all", "orders", "revenue"]) })).describe(
    "Withheld because of earlier releases, beside what is withheld anyway",
  ),
  protected: list(
    record({
      measure: z.enum(["customers", "orders", "revenue"]),
      runs: list(runId).describe("Whose releases would tell, held side by side; this one first"),
      rows: list(rowName).describe("The rows whose difference must not be known, or the row"),
      is_out: z.boolean().describe("Whether the earlier releases give it away by themselves"),
    }),
  ),
});

export type LedgerComparisonJson = z.output<typeof schema>;

/** Which earlier releases a run was compared with and what is withheld for them: for the privacy officer alone. */
export const ledgerComparison: Artefact<LedgerComparisonJson> = {
  name: "ledger_comparison",
  file: "runs/RUN/private/ledger/comparison.json",
  title: {
    en: "Which earlier releases the reports of a run were compared with, and what is withheld for them",
    "zh-CN": "一次运行的报表与哪些先前发布作过比较，以及因此隐去了什么",
  },
  schema,
};
