import { join } from "node:path";

import type { ExactCountsJson } from "../artefacts/counts.ts";
import type { RunDifferenceJson } from "../artefacts/run-difference.ts";
import type { ManifestCampaign, ManifestInput, RunManifest } from "../artefacts/run-manifest.ts";
import type { Engine, SqlValue } from "../engine/engine.ts";
import type { FinishedRun } from "../state/run-store.ts";

type Change = RunDifferenceJson["inputs"][number]["change"];

/** What of the manifests differs: inputs, configuration, program, campaigns, lists, state. Pure. */
export type ManifestDifference = Omit<RunDifferenceJson, "counts" | "moves" | "people_file">;

/** What differs between the manifests of two runs. Pure. */
export function manifestDifference(from: RunManifest, to: RunManifest): ManifestDifference {
  return {
    from: from.run_id,
    to: to.run_id,
    as_of: { from: from.as_of, to: to.as_of },
    program: [
      ...(from.version === to.version ? [] : (["version"] as const)),
      ...(from.sql_sha256 === to.sql_sha256 ? [] : (["sql"] as const)),
      ...(from.rules_checked_on === to.rules_checked_on ? [] : (["rules"] as const)),
    ],
    configuration: partsThatDiffer(from.configuration_parts, to.configuration_parts),
    campaigns: changes(asked(from), asked(to), ({ campaign_id: id }) => id).map(({ key, change }) => ({
      campaign_id: key,
      change,
    })),
    lists: changes(listsById(from), listsById(to), ({ list_id: id }) => id).map(({ key, change }) => ({
      list_id: key,
      change,
    })),
    state: (["stops", "releases"] as const).filter((part) => from.state[part] !== to.state[part]),
    inputs: inputChanges(from, to),
  };
}

/** The campaigns as they were asked for, without what came of them. */
function asked({ campaigns }: RunManifest): Omit<ManifestCampaign, "staged_sha256">[] {
  return campaigns.map((campaign) => {
    const { staged_sha256: _, ...rest } = campaign;
    return rest;
  });
}

/** The parts of a configuration whose hashes differ, in alphabetical order. Pure. */
export function partsThatDiffer(
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
): string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((part) => from[part] !== to[part]).toSorted();
}

function inputChanges(from: RunManifest, to: RunManifest): RunDifferenceJson["inputs"] {
  const keyOf = ({ table, source, file }: ManifestInput) => [table, source, file].join("\n");
  return changes(from.inputs, to.inputs, keyOf).flatMap(({ before, after, change }) => {
    const named = after ?? before;
    if (named === undefined) return [];
    const { table, source, file } = named;
    return [{ table, source, file, change, before: rowsOf(before), after: rowsOf(after) }];
  });
}

function rowsOf(input: ManifestInput | undefined): RunDifferenceJson["inputs"][number]["before"] {
  if (input === undefined) return null;
  const { sha256, records, rows_loaded, rows_rejected, rows_excluded } = input;
  return { sha256, records, rows_loaded, rows_rejected, rows_excluded };
}

/** Each list with what it came in. */
function listsById({ lists }: RunManifest): { readonly list_id: string; readonly files: readonly unknown[] }[] {
  const ids = [...new Set(lists.map(({ list_id: id }) => id))];
  return ids.map((id) => ({
    list_id: id,
    files: lists.filter((list) => list.list_id === id).map(({ source, sha256, rows }) => [source, sha256, rows]),
  }));
}

interface Changed<Item> {
  readonly key: string;
  readonly change: Change;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

function changes<Item>(from: readonly Item[], to: readonly Item[], keyOf: (item: Item) => string): Changed<Item>[] {
  const [before, after] = [from, to].map((items) => new Map(items.map((item) => [keyOf(item), item])));
  const keys = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].toSorted();
  return keys.flatMap((key) => {
    const [was, is] = [before?.get(key), after?.get(key)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    return [
      { key, change: was === undefined ? "added" : is === undefined ? "removed" : "changed", before: was, after: is },
    ];
  });
}

/** The exact counts of both runs, for every campaign of either. Pure. */
export function countsBeside(from: ExactCountsJson, to: ExactCountsJson): RunDifferenceJson["counts"] {
  const ids = [...new Set([...from, ...to].map(({ campaign_id: id }) => id))].toSorted();
  const of = (counts: ExactCountsJson, id: string) => {
    const own = counts.find(({ campaign_id: campaignId }) => campaignId === id);
    if (own === undefined) return null;
    const { candidates, listed, held_out, refused } = own;
    return { candidates, listed, held_out, refused };
  };
  return ids.map((id) => ({ campaign_id: id, before: of(from, id), after: of(to, id) }));
}

const MOVED = `select
    coalesce(after.campaign_id, before.campaign_id) as campaign_id,
    coalesce(after.person_id, before.person_id) as person_id,
    before.outcome as outcome_before,
    before.primary_reason as reason_before,
    after.outcome as outcome_after,
    after.primary_reason as reason_after
  from compared.before
  full join compared.after on after.campaign_id = before.campaign_id and after.person_id = before.person_id
  where coalesce(before.outcome, '') <> coalesce(after.outcome, '')
    or coalesce(before.primary_reason, '') <> coalesce(after.primary_reason, '')`;

/** Who was decided on otherwise: how many, and each of them into a file. Returns nothing of persons. */
export async function movesBetween(
  engine: Engine,
  from: FinishedRun,
  to: FinishedRun,
  path: string,
): Promise<RunDifferenceJson["moves"]> {
  await engine.attach("compared.before", [join(from.folder, "private", "decisions.parquet")]);
  await engine.attach("compared.after", [join(to.folder, "private", "decisions.parquet")]);
  await engine.materialize("compared.moved", MOVED, "table");
  await engine.writeParquet("select * from compared.moved", path, ["campaign_id", "person_id"]);
  const rows = await engine.query(
    `select moved.campaign_id, moved.outcome_before, moved.reason_before, moved.outcome_after, moved.reason_after, count(*) as people
     from compared.moved
     group by moved.campaign_id, moved.outcome_before, moved.reason_before, moved.outcome_after, moved.reason_after
     order by moved.campaign_id, moved.outcome_before nulls first, moved.reason_before nulls first, moved.outcome_after nulls first,
       moved.reason_after nulls first`,
  );
  const text = (value: SqlValue | undefined) => (value === null ? null : String(value));
  return rows.map((row) => ({
    campaign_id: String(row["campaign_id"]),
    outcome_before: text(row["outcome_before"]),
    reason_before: text(row["reason_before"]),
    outcome_after: text(row["outcome_after"]),
    reason_after: text(row["reason_after"]),
    people: Number(row["people"]),
  }));
}
