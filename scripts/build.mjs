// Builds the program into dist/: declarations of every type, and the code as one bundle with its dependencies, apart in chunks
// that are read when a command needs them. Hundreds of small files take longer to find and read than to run.
//
//   node scripts/build.mjs [--out FOLDER]   exits as the compiler does

import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** The binding and the solver find their libraries from their own places. */
const EXTERNAL = ["@duckdb/node-bindings", "highs", "trino-client"];

/** Where yargs looks for its sentences in other languages, seen from the file that holds this part of it. */
const YARGS = { part: "node_modules/yargs/lib/platform-shims/esm.mjs", locales: "../../../locales" };

/** Packages of the older kind ask for Node's own modules this way. */
const REQUIRE =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

const { values } = parseArgs({ options: { out: { type: "string", default: join(ROOT, "dist") } } });
const out = resolve(values.out);
rmSync(out, { recursive: true, force: true });
process.exitCode = writeDeclarations(out);
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ["pipeline/cli.ts", "pipeline/index.ts"],
  outdir: join(out, "pipeline"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: EXTERNAL,
  banner: { js: REQUIRE },
  chunkNames: "parts/[name]-[hash]",
  sourcemap: true,
  sourcesContent: false,
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
copyLocales(metafile.outputs);
writeFileSync(join(out, "third-party-licences.txt"), licencesOf(packagesIn(Object.keys(metafile.inputs))));

/**
 * Checks every type as the compiler does, complaints on standard output.
 *
 * @param {string} folder
 * @returns {number}
 */
function writeDeclarations(folder) {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const options = ["-p", "tsconfig.build.json", "--emitDeclarationOnly", "--outDir", folder];
  const { status, error } = spawnSync(process.execPath, [compiler, ...options], { cwd: ROOT, stdio: "inherit" });
  if (error !== undefined) throw error;
  return status ?? 1;
}

/**
 * Lays the sentences of yargs where its part of the bundle looks for them.
 *
 * @param {import("esbuild").Metafile["outputs"]} outputs
 */
function copyLocales(outputs) {
  const holders = Object.keys(outputs).filter((file) => outputs[file]?.inputs[YARGS.part] !== undefined);
  if (holders.length !== 1) throw new Error(`${YARGS.part} lies in ${holders.length} files of the bundle, not in one`);
  const folder = resolve(ROOT, holders[0] ?? "", YARGS.locales);
  if (!folder.startsWith(out)) throw new Error(`yargs would look for its sentences outside the bundle: ${folder}`);
  for (const file of ["en.json", "zh_CN.json"]) {
    cpSync(join(ROOT, "node_modules", "yargs", "locales", file), join(folder, file));
  }
}

/**
 * The folders of the packages that a bundle holds, in order.
 *
 * @param {string[]} inputs
 * @returns {string[]}
 */
function packagesIn(inputs) {
  const folders = inputs.flatMap((input) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0] ?? []);
  return [...new Set(folders)].toSorted();
}

/** @typedef {{ name: string, version: string, license: string }} PackageFacts */

/**
 * The licences and notices of the packages whose code lies in the bundle: most ask that the text goes with every copy.
 *
 * @param {string[]} folders
 * @returns {string}
 */
function licencesOf(folders) {
  return folders
    .map((folder) => {
      const facts = readFileSync(join(ROOT, folder, "package.json"), "utf8");
      const { name, version, license } = /** @type {PackageFacts} */ (JSON.parse(facts));
      const files = readdirSync(join(ROOT, folder)).filter((entry) => /^(?:licen[cs]e|notice)/iu.test(entry));
      const texts = files.map((file) => readFileSync(join(ROOT, folder, file), "utf8").trim());
      return [`${name} ${version} (${license})`, ...texts, ""].join("\n\n");
    })
    .join(`\n${"-".repeat(78)}\n\n`);
}
