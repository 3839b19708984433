import type { ResampledJson } from "../artefacts/robustness.ts";
import { type Catalog, modelsBehind, modelNamed, modelsOf } from "../catalog/catalog.ts";
import { materializeModels } from "../catalog/materialize.ts";
import type { Model } from "../catalog/model.ts";
import type { RobustnessDeclaration, ScoreEdge } from "../domain/resample.ts";
import { type Dimension, DIMENSIONS } from "../domain/rfm.ts";
import type { Engine } from "../engine/engine.ts";
import { sha256Text } from "../io/sha256.ts";
import { type Replicate, resampledJson } from "./resampled-json.ts";

/** Everyone's segment by all their orders, which replicates are compared with. */
export const ACTUAL_SEGMENT_COLUMNS = [
  { name: "person_id", type: "varchar" },
  { name: "segment_id", type: "varchar" },
] as const;

/** The polynomial that draws the orders of a replicate, from its cubic coefficient down to its constant. */
export const REPLICATE_COLUMNS = ["cubic", "quadratic", "linear", "constant"].map((name) => ({ name, type: "bigint" }));

/** The prime that orders are drawn modulo. */
const PRIME = 2_147_483_647;

const SCORED = ["segment.person_segments", "segment.class_edges"];
const WHOLE = [...SCORED, "segment.resample_orders"];
const PER_REPLICATE = [...SCORED, "segment.replicate_changes"];
const FACTS = "segment.customer_facts";
const REPLICATE_FACTS = "segment.replicate_facts";

export interface ResamplingWork {
  readonly engine: Engine;
  readonly catalog: Catalog;
  /** The models on demand that the configuration asks for. */
  readonly demanded: ReadonlySet<string>;
}

/**
 * Scores as many resamples of the orders as are asked for, one after the other, by the models, definitions and rules of the
 * run, and says how much segments and edges depend on the draw. Null without resamples.
 *
 * Leaves the tables of the last replicate behind: to be called before the run's own are computed.
 */
export async function resampleOrders(
  work: ResamplingWork,
  { resamples, seed }: RobustnessDeclaration,
): Promise<ResampledJson | null> {
  const { engine } = work;
  await engine.fill("run.replicate", REPLICATE_COLUMNS, []);
  await engine.fill("state.actual_segments", ACTUAL_SEGMENT_COLUMNS, []);
  if (resamples === 0) return null;
  await compute(work, modelsFor(work.catalog, WHOLE));
  const columns = ACTUAL_SEGMENT_COLUMNS.map(({ name }) => `person_segments.${name}`).join(", ");
  await engine.materialize("state.actual_segments", `select ${columns} from segment.person_segments`, "table");
  const edges = await edgesFound(engine);
  const replicates: Replicate[] = [];
  for (let number = 1; number <= resamples; number += 1) {
    await engine.fill("run.replicate", REPLICATE_COLUMNS, [replicateOf(seed, number)]);
    await compute(work, replicateModels(work.catalog));
    replicates.push({ changes: await changesFound(engine), edges: await edgesFound(engine) });
  }
  await engine.fill("state.actual_segments", ACTUAL_SEGMENT_COLUMNS, []);
  await engine.drop("segment.resample_orders");
  return resampledJson({ resamples, seed, edges, replicates });
}

/** The coefficients of one replicate: whole numbers below the prime, from the seed and the replicate's number alone. */
function replicateOf(seed: number, number: number): readonly number[] {
  const digest = sha256Text(`${seed}/${number}`);
  return REPLICATE_COLUMNS.map((_, place) => Number.parseInt(digest.slice(8 * place, 8 * place + 8), 16) % PRIME);
}

async function compute({ engine, demanded }: ResamplingWork, models: readonly Model[]): Promise<void> {
  await materializeModels(engine, models, new Set([...demanded, ...WHOLE, ...PER_REPLICATE]));
}

/** What the named models are made of, in the order of making. */
function modelsFor(catalog: Catalog, names: readonly string[]): Model[] {
  const needed = modelsBehind(catalog, names);
  return modelsOf(catalog, "segment").filter(({ name }) => needed.has(name));
}

/** What a replicate changes, which is everything made of the facts of customers; its own facts stand in for those. */
function replicateModels(catalog: Catalog): Model[] {
  const { select } = modelNamed(catalog, REPLICATE_FACTS);
  return modelsFor(catalog, PER_REPLICATE)
    .filter(({ name }) => modelsBehind(catalog, [name]).has(FACTS))
    .map((model) => (model.name === FACTS ? { ...model, select } : model));
}

async function changesFound(engine: Engine): Promise<Replicate["changes"]> {
  const rows = await engine.query("select * from segment.replicate_changes order by segment_id");
  return rows.map((row) => ({
    segment: String(row["segment_id"]),
    stable: Number(row["stable"]),
    changed: Number(row["changed"]),
    withoutOrders: Number(row["without_orders"]),
  }));
}

/** In the order of the dimensions' letters, then from the worst score up. */
async function edgesFound(engine: Engine): Promise<readonly ScoreEdge[]> {
  const rows = await engine.query("select * from segment.class_edges order by within_r_score, within_f_score, edge");
  const edges = rows.map((row) => ({
    dimension: String(row["dimension"]) as Dimension,
    withinR: Number(row["within_r_score"]),
    withinF: Number(row["within_f_score"]),
    edge: Number(row["edge"]),
    value: Number(row["value"]),
  }));
  return DIMENSIONS.flatMap((dimension) => edges.filter((edge) => edge.dimension === dimension));
}
