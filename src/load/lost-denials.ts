import type { InputTableName } from "../domain/input-tables.ts";
import {
  denialMayBeLost,
  denialMayBeUnwanted,
  denialUnreadable,
  type FaultyRecords,
  faultyRecords,
  type GatekeeperError,
  suppressionNamesNobody,
} from "../errors.ts";
import { CONDITION } from "./fate.ts";
import type { LoadedInput } from "./load-inputs.ts";
import { type Reject, rejectsInOrder } from "./rejects.ts";

/**
 * Tables whose records may be refusals, or carry them from one customer to another: one that is rejected must not get lost
 * under a threshold.
 */
const DENIAL_TABLES: readonly InputTableName[] = [
  "consent_events",
  "suppressions",
  "contact_history",
  "merges",
  "preferences",
];

/**
 * The refusals of a file that no threshold allows, each of which names its first records: records that cannot be taken apart and
 * may be somebody's no (GK0331), such of which the source's condition cannot be read (GK0333), suppressions without a value (GK0319), and preferences and merges that would bind nobody and statuses
 * that would be lost (GK0329).
 * Consent events and contacts that ended in a refusal are never rejected for a value. Source: contracts.md §2.
 */
export function lostDenialProblems({ table, source, file, loaded }: LoadedInput): GatekeeperError[] {
  const forbidding = loaded.lostStatuses.map((record) => ({ record }));
  const lost = problemOf(forbidding, file, (told, options) => denialUnreadable({ ...told, kind: "status" }, options));
  if (!DENIAL_TABLES.includes(table) && source.optOuts.length === 0) return lost;
  const rejects = rejectsInOrder(loaded);
  const broken = rejects.filter(({ column }) => column === "");
  const unknown = rejects.filter(({ column }) => column === CONDITION);
  const unbinding = rejects.filter(({ column }) => column !== "" && column !== CONDITION);
  return [
    ...lost,
    ...problemOf(broken, file, denialMayBeLost),
    ...problemOf(unknown, file, denialMayBeUnwanted),
    ...problemOf(unbinding, file, UNBINDING[table]),
  ];
}

/** Where in the message the records stand. */
type Told = FaultyRecords & { readonly file: string };

type Problem = (told: Told, options: { readonly at: { readonly file: string } }) => GatekeeperError;

/** By table what a record is that was rejected for a value, where that makes it bind nobody; other tables have thresholds. */
const UNBINDING: Readonly<Partial<Record<InputTableName, Problem>>> = {
  suppressions: (told, options) => suppressionNamesNobody({ ...told, isBlank: true }, options),
  preferences: (told, options) => denialUnreadable({ ...told, kind: "preference" }, options),
  merges: (told, options) => denialUnreadable({ ...told, kind: "merge" }, options),
};

function problemOf(
  records: readonly Pick<Reject, "record">[],
  file: string,
  problem: Problem | undefined,
): GatekeeperError[] {
  if (records.length === 0 || problem === undefined) return [];
  return [problem({ file, ...faultyRecords(records.map(({ record }) => record)) }, { at: { file } })];
}
