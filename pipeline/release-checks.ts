import type { ReleaseChecks } from "../src/artefacts/release-checks.ts";
import type { ReleaseRecord } from "../src/artefacts/release-record.ts";
import { present } from "../src/assert.ts";
import { sqlHash } from "../src/catalog/sql-folder.ts";
import { rulesCheckedOn } from "../src/domain/rule-book.ts";
import { packageVersion } from "../src/io/package-root.ts";
import type { RunContext } from "./context.ts";
import { inputsOf, listsOf } from "./inputs-checked.ts";
import { configurationHash } from "./manifest.ts";

/** What `private/checks.json` of a release says: what its gates asked when the list was handed over. */
export function checksOf(context: RunContext, { runId, releasedAt }: ReleaseRecord): ReleaseChecks {
  const { catalog, stops, results } = context;
  const seen = new Map(results.inputs.map(({ loaded }) => [loaded.fileId, loaded.firstSeenAt]));
  return {
    run_id: runId,
    checked_at: releasedAt,
    version: packageVersion(),
    sql_sha256: sqlHash(),
    configuration_sha256: configurationHash(context),
    rules_checked_on: rulesCheckedOn(context.project.rules),
    gates: catalog.gates.map(({ reasonCode, class: gateClass, law }) => ({
      reason_code: reasonCode,
      class: gateClass,
      law,
    })),
    inputs: inputsOf(context),
    lists: listsOf(context).map((list) => ({
      ...list,
      first_seen_at: present(seen.get(list.file_id), "a list comes from an input"),
    })),
    stops: stops.contents,
  };
}
