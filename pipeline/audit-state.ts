import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { AuditFinding } from "../src/artefacts/audit.ts";
import { sha256File, sha256Text } from "../src/io/sha256.ts";
import type { JournalEntry } from "../src/journal/chain.ts";
import type { Directories } from "../src/state/directories.ts";
import { wrongParts } from "../src/state/outcome-store.ts";
import { partsOfIndex, type StopsIndex } from "../src/state/stops-index.ts";
import { recordedOutcomes } from "./recorded-outcomes.ts";
import { recordedStops } from "./recorded-stops.ts";

/** Compares what lasts between runs with what the entries of a sound journal say of it. */
export async function auditState(directories: Directories, entries: readonly JournalEntry[]): Promise<AuditFinding[]> {
  return [...(await auditStops(directories, entries)), ...(await auditOutcomes(directories, entries))];
}

/** The index must be the one of the last entry about it, and the index vouches for its parts. */
async function auditStops({ state }: Directories, entries: readonly JournalEntry[]): Promise<AuditFinding[]> {
  const recorded = recordedStops(entries);
  if (recorded === null) return [];
  const folder = join(state, "stops");
  const path = join(folder, "index.json");
  const text = existsSync(path) ? await readFile(path, "utf8") : null;
  if (!recorded.allowed.includes(text === null ? null : sha256Text(text)))
    return [{ path: "state/stops/index.json", verdict: text === null ? "removed" : "altered" }];
  if (text === null) return [];
  const findings: AuditFinding[] = [];
  for (const { file, sha256 } of partsOfIndex(JSON.parse(text) as StopsIndex)) {
    const part = join(folder, file);
    if (!existsSync(part)) findings.push({ path: `state/stops/${file}`, verdict: "removed" });
    else if (sha256 !== undefined && (await sha256File(part)) !== sha256)
      findings.push({ path: `state/stops/${file}`, verdict: "altered" });
  }
  return findings;
}

const OUTCOME_VERDICTS = { missing: "removed", altered: "altered", unrecorded: "unrecorded" } as const;

async function auditOutcomes({ state }: Directories, entries: readonly JournalEntry[]): Promise<AuditFinding[]> {
  const recorded = recordedOutcomes(entries);
  const wrong = recorded === null ? [] : await wrongParts(state, recorded);
  return wrong.map(({ file, problem }) => ({ path: `state/outcomes/${file}`, verdict: OUTCOME_VERDICTS[problem] }));
}
