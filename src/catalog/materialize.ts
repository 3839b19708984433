import type { Engine } from "../engine/engine.ts";
import { auditFailed } from "../errors.ts";
import { type Catalog, modelsOf } from "./catalog.ts";
import { grainAudit } from "./grain.ts";
import type { Audit, Model } from "./model.ts";

/**
 * Computes every model of a schema in order, then runs its audits; a finding stops the run (GK0702). Models on demand that
 * are not among the demanded ones become tables without a row.
 */
export async function materialize(
  engine: Engine,
  catalog: Catalog,
  schema: string,
  demanded: ReadonlySet<string> = new Set(),
): Promise<void> {
  await materializeDemanded(engine, modelsOf(catalog, schema), demanded);
  await runAudits(engine, catalog, schema);
}

/** Computes models in the order given; those on demand that are not demanded become tables without a row. */
export async function materializeDemanded(
  engine: Engine,
  models: readonly Model[],
  demanded: ReadonlySet<string>,
): Promise<void> {
  for (const model of models) {
    if (model.isOnDemand && !demanded.has(model.name)) await materializeEmpty(engine, model);
    else await materializeModel(engine, model);
  }
}

async function materializeEmpty(engine: Engine, { name, select }: Model): Promise<void> {
  await engine.materialize(name, `select * from (${select}) as unasked where 1 = 0`, "table");
}

/** Computes models in the order given. */
export async function materializeModels(engine: Engine, models: readonly Model[]): Promise<void> {
  for (const model of models) await materializeModel(engine, model);
}

/** Computes one model. */
export async function materializeModel(engine: Engine, model: Model): Promise<void> {
  await engine.materialize(model.name, model.select, model.materialized);
}

/** Runs the written audits of a schema and the ones made from the grain of its models. */
export async function runAudits(engine: Engine, catalog: Catalog, schema: string): Promise<void> {
  const grainAudits = modelsOf(catalog, schema)
    .filter((model) => model.materialized === "table")
    .map((model) => grainAudit(model));
  const audits = [...catalog.audits.filter((audit) => audit.schema === schema), ...grainAudits];
  for (const audit of audits) if (audit !== null) await runAudit(engine, audit);
}

async function runAudit(engine: Engine, audit: Audit): Promise<void> {
  const rows = await engine.query(`select count(*) as offending from (${audit.select}) as offenders`);
  const offending = Number(rows[0]?.["offending"] ?? 0);
  if (offending > 0) throw auditFailed({ audit: audit.name, rows: offending });
}
