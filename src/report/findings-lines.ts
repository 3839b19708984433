import type { Messages } from "./messages.ts";
import { columnsText } from "./text.ts";

/** A finding as `public/run_results.json` has it; a share that is null is withheld. */
export interface FindingToShow {
  readonly source_id: string;
  readonly finding: string;
  readonly share: string | null;
}

/** The findings on the data as lines for a person: source, finding by its label, and its protected share. None for none. */
export function findingsLines(
  findings: readonly FindingToShow[],
  labelOf: (finding: string) => string,
  messages: Messages,
): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ source_id: source, finding, share }) => [source, labelOf(finding), share ?? "[c]"]);
  return ["", messages.dataFindings, ...columnsText(rows, [false, false, true]).map((line) => `  ${line}`)];
}
