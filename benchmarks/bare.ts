import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";

// Runs the yardstick in a process of its own and prints what each statement took, in milliseconds.
//   node benchmarks/.build/benchmarks/bare.js --from csv|parquet|none --work decide|read|segments|gate[,gate-evidence] [--only NAME] --data FOLDER --out FOLDER

const { values } = parseArgs({
  options: {
    from: { type: "string", default: "csv" },
    work: { type: "string", default: "decide" },
    only: { type: "string" },
    data: { type: "string" },
    out: { type: "string" },
  },
});
if (values.data === undefined || values.out === undefined) throw new Error("--data and --out name folders");
const { data, out } = { data: values.data, out: values.out };

mkdirSync(out, { recursive: true });
const instance = await DuckDBInstance.create(":memory:");
const connection = await instance.connect();
const elapsed_ms: Record<string, number> = {};
const works = values.work.split(",").map((work) => (work === "decide" ? "bare.sql" : `bare-${work}.sql`));
const views = values.from === "none" ? [] : statementsOf(`bare-${values.from}.sql`);
const statements = works.flatMap(statementsOf).filter(([name]) => values.only === undefined || name === values.only);
for (const [name, statement] of [...views, ...statements]) {
  const started = performance.now();
  await connection.run(statement);
  elapsed_ms[name] = Math.round(performance.now() - started);
}
process.stdout.write(`${JSON.stringify({ elapsed_ms })}\n`);
connection.closeSync();
instance.closeSync();

/** The statements of a file beside this one's source, each under the word its comment starts with. */
function statementsOf(file: string): [string, string][] {
  const text = readFileSync(join("benchmarks", file), "utf8").replaceAll("{data}", data).replaceAll("{out}", out);
  return text
    .split(/;\s*\n/)
    .filter((statement) => statement.trim() !== "")
    .map((statement) => [/^-- (\w+): /m.exec(statement)?.[1] ?? "views", statement]);
}
