import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

import { assert, present } from "../assert.ts";
import type { Audit, Gate, GateClass, Materialization, Model } from "./model.ts";
import { GATE_CLASSES } from "./model.ts";
import { inDependencyOrder } from "./order.ts";
import { readSqlFile, type SqlFile } from "./sql-file.ts";
import { sqlFolder } from "./sql-folder.ts";

/** Everything under `sql/`: the models in dependency order, the gates by rank, the audits by name. */
export interface Catalog {
  readonly models: readonly Model[];
  readonly gates: readonly Gate[];
  readonly audits: readonly Audit[];
}

/** Reads the SQL catalogue. A file that breaks the catalogue's own rules is our mistake and throws an assertion. */
export function readCatalog(folder: string = sqlFolder()): Catalog {
  const models = filesOf(folder, "models").map((file) => toModel(file));
  const gates = filesOf(folder, "gates").map((file) => toGate(file));
  const audits = filesOf(folder, "audits").map(({ schema, name, file }) => ({
    name: `${schema}/${name}`,
    schema,
    select: file.select,
  }));
  return { models: inDependencyOrder(models), gates: gates.toSorted((a, b) => a.rank - b.rank), audits };
}

/** The models of one schema, in the order they can be computed. */
export function modelsOf(catalog: Catalog, schema: string): Model[] {
  return catalog.models.filter((model) => model.schema === schema);
}

/** The model of that name, which must be there. */
export function modelNamed(catalog: Catalog, name: string): Model {
  return present(
    catalog.models.find((model) => model.name === name),
    `the catalogue has ${name}`,
  );
}

/**
 * The models on demand among `names` and those that these read, directly or through others on demand. What is computed in any
 * case is computed as it is without them: to ask for something never changes what another reader finds.
 */
export function demandedModels(catalog: Catalog, names: readonly string[]): ReadonlySet<string> {
  return reached(catalog, names, ({ isOnDemand }) => isOnDemand);
}

/** The models of these names, and every model that they read, directly or through others. */
export function modelsBehind(catalog: Catalog, names: readonly string[]): ReadonlySet<string> {
  return reached(catalog, names, () => true);
}

function reached(catalog: Catalog, names: readonly string[], counts: (model: Model) => boolean): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string): void => {
    const model = catalog.models.find((one) => one.name === name);
    if (model === undefined || found.has(name) || !counts(model)) return;
    found.add(name);
    model.reads.forEach(add);
  };
  names.forEach(add);
  return found;
}

interface CatalogFile {
  readonly schema: string;
  readonly name: string;
  readonly file: SqlFile;
}

function filesOf(folder: string, kind: "models" | "gates" | "audits"): CatalogFile[] {
  const root = join(folder, kind);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
    .flatMap((schema) =>
      readdirSync(join(root, schema))
        .filter((name) => name.endsWith(".sql"))
        .toSorted()
        .map((name) => ({ schema, name: basename(name, ".sql"), file: readSqlFile(join(root, schema, name)) })),
    );
}

function toModel({ schema, name, file }: CatalogFile): Model {
  const grain = present(file.header.get("grain"), `${schema}.${name} has a grain`);
  return {
    name: `${schema}.${name}`,
    schema,
    description: file.description,
    grain: grain.split(",").map((column) => column.trim()),
    grainHolds: file.header.get("grain holds") ?? null,
    materialized: (file.header.get("materialized") ?? "table") as Materialization,
    isOnDemand: file.header.get("on demand") === "yes",
    select: file.select,
    reads: file.reads,
  };
}

function toGate({ schema, name, file }: CatalogFile): Gate {
  const header = (key: string) => present(file.header.get(key), `gate ${name} has a header line ${key}`);
  assert(
    GATE_CLASSES.some((known) => known === schema),
    `gate ${name} lies in a known class`,
  );
  const campaignClasses = (file.header.get("campaigns") ?? "marketing, service").split(",").map((word) => word.trim());
  return {
    reasonCode: name.toUpperCase(),
    class: schema as GateClass,
    rank: Number(header("rank")),
    meaning: { en: file.description, "zh-CN": header("zh-CN meaning") },
    campaignClasses: campaignClasses as ("marketing" | "service")[],
    override: header("override"),
    law: header("law"),
    labels: { en: header("en"), "zh-CN": header("zh-CN") },
    grainHolds: file.header.get("grain holds") ?? null,
    select: file.select,
    reads: file.reads,
  };
}
