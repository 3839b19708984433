import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { fillParameters } from "../../../pipeline/parameters.ts";
import type { RunContext } from "../../../pipeline/context.ts";
import { demandedModels, modelsBehind, modelsOf, readCatalog } from "../../../src/catalog/catalog.ts";
import { materializeModels } from "../../../src/catalog/materialize.ts";
import { parseAsOf } from "../../../src/config/as-of.ts";
import { loadProject } from "../../../src/config/load-project.ts";
import { factsAskedFor } from "../../../src/domain/facts-asked-for.ts";
import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";

/** One sale of an article, or its return: who, on which day of 2025 counted from 1 January, how much in hundredths. */
export interface Sale {
  readonly customer: string;
  readonly day: number;
  readonly cents: number;
  readonly isReturn?: boolean;
}

/** What a person is given. */
export interface Score {
  readonly facts: string;
  readonly scores: readonly [r: number, f: number, m: number];
  readonly segment: string;
}

export interface ScoringOptions {
  /** Computes every model on demand, as a report or a list may ask for them. */
  readonly everything?: boolean;
}

export interface Scoring {
  /** The scores of everybody, by person. */
  readonly scoresOf: (
    sales: readonly Sale[],
    rfm: object,
    options?: ScoringOptions,
  ) => Promise<ReadonlyMap<string, Score>>;
  readonly close: () => Promise<void>;
}

const COLUMNS = [
  { name: "file_id", type: "varchar" },
  { name: "record_index", type: "bigint" },
  { name: "customer_id", type: "varchar" },
  { name: "transaction_id", type: "varchar" },
  { name: "ordered_at", type: "timestamp(6)" },
  { name: "ordered_date", type: "date" },
  { name: "amount", type: "decimal(18, 4)" },
  { name: "kind", type: "varchar" },
  { name: "is_whole_transaction", type: "boolean" },
  { name: "original_transaction_id", type: "varchar" },
  { name: "article", type: "varchar" },
  { name: "quantity", type: "decimal(18, 4)" },
  { name: "channel", type: "varchar" },
  { name: "category", type: "varchar" },
];

const CATALOG = readCatalog();

/** What segments are made of, in the order of its making. */
const NEEDED = modelsBehind(CATALOG, ["segment.person_segments"]);
const MODELS = modelsOf(CATALOG, "segment").filter(({ name }) => NEEDED.has(name));

/** The real models on a real engine, from sales to segments. */
export async function openScoring(threads: number): Promise<Scoring> {
  const test = await openTestEngine(threads);
  return { scoresOf: (sales, rfm, options) => scoresOf(test, sales, rfm, options), close: test.close };
}

async function scoresOf(
  { engine, folder }: TestEngine,
  sales: readonly Sale[],
  rfm: object,
  { everything = false }: ScoringOptions = {},
) {
  const project = projectWith(folder, rfm);
  const context = {
    engine,
    project,
    asOf: parseAsOf("2026-01-01", "UTC"),
    campaigns: [],
    contactQuestions: [],
    releases: { records: [] },
    staged: null,
  };
  await fillParameters(context as unknown as RunContext);
  await engine.fill("staging.transactions", COLUMNS, sales.map(rowOf));
  await engine.fill(
    "identity.clusters",
    ["customer_id", "person_id"].map((name) => ({ name, type: "varchar" })),
    [],
  );
  const demanded = demandedModels(CATALOG, factsAskedFor({ project, campaigns: [], isComparing: false }));
  await materializeModels(engine, MODELS, everything ? NEEDED : demanded);
  const rows = await engine.query("select * from segment.person_segments order by person_id");
  return new Map(
    rows.map((row) => [
      String(row["person_id"]),
      {
        facts: [row["recency"], row["frequency"], row["monetary"]].join(" "),
        scores: [Number(row["r_score"]), Number(row["f_score"]), Number(row["m_score"])] as const,
        segment: String(row["segment_id"]),
      },
    ]),
  );
}

function rowOf({ customer, day, cents, isReturn = false }: Sale, index: number) {
  const date = new Date(Date.UTC(2025, 0, day)).toISOString().slice(0, 10);
  const [sign, kind] = isReturn ? [-1, "refund"] : [1, "sale"];
  const own = { id: `${customer}-${index}`, at: `${date} 12:00:00`, amount: ((sign * cents) / 100).toFixed(2) };
  return ["f", index, customer, own.id, own.at, date, own.amount, kind, true, null, "any", sign, null, null];
}

function projectWith(folder: string, rfm: object) {
  const own = join(folder, "project");
  mkdirSync(join(own, "maps"), { recursive: true });
  writeFileSync(join(own, "reference.key"), "a key of no consequence, long enough to be one");
  writeFileSync(join(own, "maps", "any.yaml"), ANY_MAP);
  writeFileSync(
    join(own, "gatekeeper.yaml"),
    `version: 1
project: { id: scores, controller: Scores, time_zone: UTC, currency: USD, default_country: US, language: en }
inputs: {}
keys: { reference: "\${file:reference.key}" }
rfm: ${JSON.stringify({ map: "maps/any.yaml", ...rfm })}
`,
  );
  return loadProject(own, {});
}

/** A map that looks at no score, so that any number of them will do. */
const ANY_MAP = `id: any
title: { en: Any, zh-CN: 任意 }
bins: 5
segments: [{ id: new, labels: { en: New, zh-CN: 新 }, rules: [{ is_new: true }] }]
fallback: { id: everybody, labels: { en: Everybody, zh-CN: 所有人 } }
`;
