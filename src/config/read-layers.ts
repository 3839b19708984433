import { lstatSync } from "node:fs";
import { join } from "node:path";
import type * as z from "zod";
import { projectMissing, type GatekeeperError } from "../errors.ts";
import { isProject, PROJECT_FILE } from "./is-project.ts";
import { issueProblems } from "./issue-problems.ts";
import { isMapping, layered, type Layer, type LayeredValue } from "./layered-value.ts";
import { layerSchemas, withoutFixed, type LayerSchemas } from "./layer-schemas.ts";
import { readEnvironment, type Environment } from "./read-environment.ts";
import { chooseTarget, targetLayer, type ChosenTarget } from "./target.ts";
import { readYamlFile, type PlacedValue, type YamlFile } from "./yaml-file.ts";

/** The file a project's folder may have beside gatekeeper.yaml, for one machine alone. */
export const LOCAL_FILE = "gatekeeper.local.yaml";

/** What the command line says of the configuration; it is the strongest layer. */
export interface Flags {
  readonly target?: string | undefined;
  readonly threads?: number | undefined;
  readonly memoryLimit?: string | undefined;
}

/** The configuration of a project, whatever layer each of its values comes from. */
export interface FoundLayers {
  readonly file: YamlFile & LayeredValue;
  /** What all layers together are held to. */
  readonly schema: LayerSchemas["whole"];
  readonly target: ChosenTarget | undefined;
  /** The columns gatekeeper.yaml declares for customers, before anything is known to be right. */
  readonly extraColumns: readonly string[];
  /** What is wrong with each layer by itself: a mistake is told also where something overrides it. */
  readonly problems: readonly GatekeeperError[];
}

/** A gatekeeper.yaml that is no YAML has no layers over it. */
export interface LostLayers {
  readonly file: undefined;
  readonly problems: readonly GatekeeperError[];
}

/**
 * Reads gatekeeper.yaml in the folder `root`, the target, the local file and the environment, and lays them and the flags
 * over each other.
 *
 * Each layer is held to the schema as far as it goes; what only the whole can tell is for whoever reads `file`. Throws GK0201
 * when there is no gatekeeper.yaml. Source: operations.md §4.
 */
export function readLayers(root: string, environment: Environment, flags: Flags): FoundLayers | LostLayers {
  if (!isProject(root)) throw projectMissing({ directory: root });
  const { file: base, problems: baseProblems } = readYamlFile(root, PROJECT_FILE);
  const { file: local, problems: localProblems } = readLocalFile(root);
  const yamlProblems = [...baseProblems, ...localProblems];
  if (base === undefined) return { file: undefined, problems: yamlProblems };
  const extraColumns = writtenExtraColumns(base.value);
  const schemas = layerSchemas(extraColumns);
  const names = { flag: flags.target, variable: environment["GK_TARGET"] };
  const { target, problems: targetProblems } = chooseTarget(base, local, names);
  const files = fileLayers(base, local, target, schemas);
  const below = layered(files).value;
  const variables = readEnvironment(environment, { ...schemas, below, written: [base.value, local?.value] });
  const problems = [
    ...yamlProblems,
    ...shapeProblems(base, schemas.base, schemas),
    ...(local === undefined ? [] : shapeProblems(local, schemas.local, schemas)),
    ...targetProblems,
    ...variables.problems,
  ];
  // A gatekeeper.yaml that is no mapping is told of as such: laid over it, another layer would hide it.
  const above = isMapping(base.value) ? [...overriding(variables.layers, schemas), ...flagLayers(flags)] : [];
  const file = { ...base, ...layered([...files, ...above]) };
  return { file, schema: schemas.whole, target, extraColumns, problems };
}

/** A local file that is not there, or that holds nothing but comments, says nothing. */
function readLocalFile(root: string): ReturnType<typeof readYamlFile> {
  // A link that leads nowhere is there: a machine's overrides must not get lost with a mount.
  if (lstatSync(join(root, LOCAL_FILE), { throwIfNoEntry: false }) === undefined)
    return { file: undefined, problems: [] };
  const { file, problems } = readYamlFile(root, LOCAL_FILE);
  return { file: file?.value === null ? undefined : file, problems };
}

/** The names alone: they decide which columns a customers source may map. */
function writtenExtraColumns(value: unknown): readonly string[] {
  const columns = isMapping(value) ? value["columns"] : undefined;
  const customers = isMapping(columns) ? columns["customers"] : undefined;
  return isMapping(customers) ? Object.keys(customers) : [];
}

function fileLayers(
  base: YamlFile,
  local: YamlFile | undefined,
  target: ChosenTarget | undefined,
  schemas: LayerSchemas,
): readonly [Layer, ...Layer[]] {
  if (!isMapping(base.value)) return [{ ...base, kind: "base", name: base.path }];
  const { targets: _, ...own } = base.value;
  const above: readonly Layer[] = [
    ...(target === undefined ? [] : [targetLayer(base, target.name)]),
    ...(local === undefined ? [] : [{ ...local, kind: "local" as const, name: local.path }]),
  ];
  return [{ ...base, kind: "base", name: base.path, value: own }, ...overriding(above, schemas)];
}

/** The layers with what they may say; what they may not is told of, and does not hold. */
function overriding(layers: readonly Layer[], { local, base }: LayerSchemas): readonly Layer[] {
  return layers
    .filter(({ value }) => isMapping(value))
    .map((layer) => ({ ...layer, value: withoutFixed(layer.value, local, base) }));
}

function flagLayers({ threads, memoryLimit }: Flags): readonly Layer[] {
  return [
    ...(threads === undefined ? [] : [flagLayer("--threads", { engine: { threads } })]),
    ...(memoryLimit === undefined ? [] : [flagLayer("--memory-limit", { engine: { memory_limit: memoryLimit } })]),
  ];
}

function flagLayer(name: string, value: unknown): Layer {
  const at = () => ({ file: name });
  return { kind: "flag", name, value, at, atKey: at };
}

function shapeProblems(file: PlacedValue, schema: z.ZodType, { base }: LayerSchemas): readonly GatekeeperError[] {
  const issues = schema.safeParse(file.value).error?.issues ?? [];
  return issueProblems({ kind: "project", file, schema, whole: base }, issues);
}
