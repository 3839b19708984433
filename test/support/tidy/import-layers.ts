import { posix } from "node:path";

import type { Import } from "./imports.ts";

/** What one part of the tree may import beside its own folder, `src/errors`, `src/assert.ts` and `src/language.ts`. */
interface Layer {
  /** A file, or a folder with everything below it. */
  readonly part: string;
  /** Files and folders it may import; `type …` allows types only. */
  readonly may: readonly string[];
  /** Packages it may import; absent means any but the engines' clients. */
  readonly packages?: readonly string[];
}

/** The interfaces that engines implement: the files directly in `src/engine/`, beside the engines' own folders. */
const ENGINE_SEAM = "src/engine/*.ts";

/** The table of docs/architecture.md. The first part that fits a file is the one that holds. */
const LAYERS: readonly Layer[] = [
  { part: "pipeline/cli.ts", may: ["pipeline/commands"] },
  { part: "pipeline/index.ts", may: ["pipeline", "src"] },
  { part: "pipeline/commands", may: ["pipeline/*.ts", "pipeline/checks", "src"] },
  { part: "pipeline/checks", may: ["pipeline/*.ts", "src"] },
  {
    part: "pipeline/stages",
    may: [
      "pipeline/audit-reports.ts",
      "pipeline/context.ts",
      "pipeline/count-customers.ts",
      "pipeline/check-rule-coverage.ts",
      "pipeline/contact-hours.ts",
      "pipeline/parameters.ts",
      "pipeline/manifest.ts",
      "pipeline/protect-counts.ts",
      "pipeline/protect-notices.ts",
      "pipeline/protect-reports.ts",
      "pipeline/run-folder.ts",
      "pipeline/run-origin.ts",
      "src",
    ],
  },
  { part: "pipeline", may: ["pipeline/*.ts", "pipeline/stages", "src"] },
  { part: "src/domain", may: [], packages: [] },
  { part: "src/hours", may: ["src/domain"] },
  { part: "src/auditor", may: ["src/domain", "src/io"] },
  { part: "src/config", may: ["src/domain", "src/io", "src/expression"] },
  { part: "src/artefacts", may: ["src/domain", "src/io"] },
  { part: "src/schema", may: ["src/domain", "src/io", "src/config", "src/artefacts"] },
  { part: "src/load", may: ["src/domain", "src/io", "src/expression", "src/identity", "type src/config", ENGINE_SEAM] },
  { part: "src/expression", may: ["src/domain", "src/io", ENGINE_SEAM] },
  { part: "src/identity", may: ["src/domain", "src/io", ENGINE_SEAM] },
  { part: "src/disclosure", may: ["src/domain", "src/io", ENGINE_SEAM] },
  { part: "src/state", may: ["src/domain", "src/io", "type src/artefacts", ENGINE_SEAM] },
  {
    part: "src/export",
    may: [
      "src/domain",
      "src/io",
      "src/artefacts",
      "src/catalog",
      "src/disclosure",
      "src/state",
      "type src/load",
      "type src/report",
      ENGINE_SEAM,
    ],
  },
  { part: "src/data-model", may: ["src/domain", "src/catalog", "src/load/raw-columns.ts"] },
  { part: "src/catalog", may: ["type src/domain", "src/io", ENGINE_SEAM] },
  { part: "src/io", may: ["type src/domain", ENGINE_SEAM] },
  { part: "src/report", may: ["type src/domain", "type src/disclosure", "type src/data-model"] },
  { part: "src/journal", may: ["type src/domain", "src/io"] },
  { part: ENGINE_SEAM, may: ["type src/domain", "type src/expression", ENGINE_SEAM] },
  { part: "src/engine", may: [ENGINE_SEAM, "src/expression", "src/catalog", "src/io"] },
  { part: "src/errors.ts", may: ["src/errors"], packages: [] },
  { part: "src/errors", may: [], packages: [] },
  { part: "src/assert.ts", may: [], packages: [] },
  { part: "src/language.ts", may: [], packages: [] },
];

const FOR_EVERYONE = ["src/errors.ts", "src/errors", "src/assert.ts", "src/language.ts"];
const ENGINE_CLIENTS = ["@duckdb/node-api", "@duckdb/node-bindings", "trino-client"];

/** The imports of one file that its layer does not allow, one sentence each. */
export function layerOffences(file: string, imports: readonly Import[]): string[] {
  const layer = LAYERS.find(({ part }) => covers(part, file));
  if (layer === undefined) return [`${file} lies in no known part of the tree: name its layer in docs/architecture.md`];
  return imports
    .filter((imported) => !isAllowed(file, layer, imported))
    .map(({ specifier, line }) => `${file}:${line} may not import ${specifier}`);
}

function isAllowed(file: string, layer: Layer, imported: Import): boolean {
  if (!imported.specifier.startsWith(".")) return isAllowedPackage(file, layer, imported.specifier);
  const target = posix.join(posix.dirname(file), imported.specifier);
  const own = ownFolder(file, layer);
  const allowed = [...FOR_EVERYONE, ...layer.may, ...(own === null ? [] : [own])];
  return allowed.some((entry) =>
    entry.startsWith("type ")
      ? imported.isTypeOnly && covers(entry.slice("type ".length), target)
      : covers(entry, target),
  );
}

function isAllowedPackage(file: string, layer: Layer, specifier: string): boolean {
  if (specifier.startsWith("node:") && layer.packages === undefined) return true;
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  if (ENGINE_CLIENTS.includes(name)) return /^src\/engine\/[^/]+\//u.test(file);
  return layer.packages === undefined || layer.packages.includes(name);
}

/** The folder whose files may import each other; none for stages, which never import each other. */
function ownFolder(file: string, layer: Layer): string | null {
  if (layer.part === "pipeline/stages" || layer.part.endsWith(".ts") || layer.part === "pipeline") return null;
  if (layer.part !== "src/engine") return layer.part;
  return /^src\/engine\/[^/]+(?=\/)/u.exec(file)?.[0] ?? null;
}

function covers(part: string, file: string): boolean {
  if (part.endsWith("/*.ts")) return posix.dirname(file) === posix.dirname(part);
  return file === part || file.startsWith(`${part}/`);
}
