// Builds the program into dist/: declarations of every type, and the code as one bundle with its dependencies, apart in chunks
// that are read when a command needs them. Hundreds of small files take longer to find and read than to run.
//
//   node scripts/build.mjs [--out FOLDER]   exits as the compiler does

import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
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

/** Which module asks for the shipped rules. */
const RULES = "src/config/shipped-rules.ts";

/** @satisfies {import("esbuild").BuildOptions} */
const OPTIONS = /** @type {const} */ ({
  absWorkingDir: ROOT,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  external: EXTERNAL,
  banner: { js: REQUIRE },
  logLevel: "warning",
});

const { values } = parseArgs({ options: { out: { type: "string", default: join(ROOT, "dist") } } });
const out = resolve(values.out);
rmSync(out, { recursive: true, force: true });
process.exitCode = writeDeclarations(out);
const { metafile } = await build({
  ...OPTIONS,
  entryPoints: ["pipeline/cli.ts", "pipeline/index.ts"],
  outdir: join(out, "pipeline"),
  splitting: true,
  chunkNames: "parts/[name]-[hash]",
  sourcemap: true,
  sourcesContent: false,
  legalComments: "none",
  metafile: true,
});
copyLocales(metafile.outputs);
await writeShippedRules(metafile.outputs);
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
  const folder = resolve(ROOT, holderOf(YARGS.part, outputs), YARGS.locales);
  if (!folder.startsWith(out)) throw new Error(`yargs would look for its sentences outside the bundle: ${folder}`);
  for (const file of ["en.json", "zh_CN.json"]) {
    cpSync(join(ROOT, "node_modules", "yargs", "locales", file), join(folder, file));
  }
}

/**
 * Reads the shipped rules once for all, and lays them beside the code that asks for them.
 *
 * @param {import("esbuild").Metafile["outputs"]} outputs
 */
async function writeShippedRules(outputs) {
  const folder = dirname(resolve(ROOT, holderOf(RULES, outputs)));
  const reader = join(folder, "read-shipped-rules.mjs");
  await build({ ...OPTIONS, entryPoints: [join(ROOT, RULES)], outfile: reader });
  const rules = /** @type {{ readShippedBook: () => unknown }} */ (await import(pathToFileURL(reader).href));
  writeFileSync(join(folder, "shipped-rules.json"), JSON.stringify(rules.readShippedBook()));
  rmSync(reader);
}

/**
 * The file of the bundle that holds a module.
 *
 * @param {string} module
 * @param {import("esbuild").Metafile["outputs"]} outputs
 * @returns {string}
 */
function holderOf(module, outputs) {
  const [holder, ...others] = Object.keys(outputs).filter((file) => outputs[file]?.inputs[module] !== undefined);
  if (holder === undefined || others.length > 0) throw new Error(`${module} does not lie in one file of the bundle`);
  return holder;
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
