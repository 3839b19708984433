import { AUDIENCE_COLUMNS, type ExtraColumn } from "../domain/audience-columns.ts";
import { DATA_USES } from "../domain/campaign.ts";
import { INPUT_TABLES } from "../domain/input-tables.ts";
import type { Project } from "../domain/project.ts";
import { reachableSegments } from "../domain/map-coverage.ts";
import type { SegmentMap } from "../domain/segment-map.ts";
import { extraColumnTaken, valueRepeated, type GatekeeperError } from "../errors.ts";
import { sameInEveryLanguage } from "../language.ts";
import { PROJECT_FILE } from "./is-project.ts";
import { checkFunnel, funnelOf } from "./funnel.ts";
import { layersShape } from "./layers-shape.ts";
import { readProjectMap } from "./project-map.ts";
import type { ProjectShape } from "./project-schema.ts";
import { checkCaps, holdoutOf, projectCapsOf } from "./read-allocation.ts";
import { readCluster } from "./read-cluster.ts";
import type { Environment } from "./read-environment.ts";
import { readKeys } from "./read-keys.ts";
import type { FilePatterns } from "./read-files.ts";
import type { FoundLayers, LostLayers } from "./read-layers.ts";
import { readLists } from "./read-lists.ts";
import { checkRfm, rfmOf } from "./read-rfm.ts";
import { checkSources, sourcesOf } from "./read-sources.ts";
import { readJournalSection } from "./journal.ts";
import type { YamlFile } from "./yaml-file.ts";

/** The kinds of files that a project has beside gatekeeper.yaml. */
type ProjectFiles = "campaigns" | "reports" | "vendors" | "notices" | "rules";

/** What gatekeeper.yaml and what overrides it say; campaigns, reports, vendors, notices and rules come from their own files. */
export type ProjectSettings = Omit<Project, "directory" | ProjectFiles>;

export interface ProjectReading {
  /** Undefined when anything is wrong. */
  readonly settings: ProjectSettings | undefined;
  /** What campaigns are checked against, as far as it could be read. */
  readonly controller: string | undefined;
  readonly purposes: readonly string[] | undefined;
  readonly extraColumns: readonly ExtraColumn[] | undefined;
  /** The ids that people can have as their segment; undefined while anything is wrong with the segment map. */
  readonly segmentIds: readonly string[] | undefined;
  /** Undefined where it could not be read. */
  readonly hasFunnel: boolean | undefined;
  readonly files: Readonly<Record<ProjectFiles, FilePatterns>>;
  readonly problems: readonly GatekeeperError[];
}

/** Reads the configuration of a project from its layers and fetches the secrets it refers to. */
export function readProject(
  layers: FoundLayers | LostLayers,
  directory: string,
  environment: Environment,
): ProjectReading {
  if (layers.file === undefined) return { ...UNREADABLE, problems: layers.problems };
  const { file } = layers;
  const { whole, parts, problems } = layersShape(layers);
  const keys = parts.keys && readKeys(file, parts.keys, directory, environment);
  const { map, problems: ofMap } = readProjectMap(file, parts, directory);
  const segmentIds = map !== undefined && ofMap.length === 0 ? reachableSegments(map) : undefined;
  const { cluster, problems: ofCluster } = readCluster(file, parts, directory, environment);
  const { journal, problems: ofJournal } = readJournalSection(file, parts, directory, environment);
  const { lists, problems: ofLists } = readLists(file, parts, directory, environment);
  const all = [
    ...problems,
    ...ofLists,
    ...ofJournal,
    ...ofCluster,
    ...checkSources(file, {
      extraColumns: layers.extraColumns,
      purposes: parts.purposes && [...DATA_USES, ...parts.purposes],
      hasWarehouse: parts.engine?.kind === "trino",
    }),
    ...checkExtraColumns(file, parts),
    ...checkPurposes(file, parts),
    ...checkCaps(file, parts.caps, parts.purposes && [...DATA_USES, ...parts.purposes]),
    ...checkRfm(file, parts, map),
    ...ofMap,
    ...checkFunnel(file, parts, segmentIds),
    ...(keys?.problems ?? []),
  ];
  const extraColumns = parts.columns && extraColumnsOf(parts.columns);
  const isWhole = whole !== undefined && map !== undefined && all.length === 0 && keys?.keys !== undefined && journal;
  return {
    settings: isWhole ? { ...settingsOf(file, whole, map, keys.keys), lists, cluster, journal } : undefined,
    controller: parts.project?.controller,
    purposes: parts.purposes && [...DATA_USES, ...parts.purposes],
    extraColumns,
    segmentIds,
    hasFunnel: whole === undefined && parts.funnel === undefined ? undefined : parts.funnel !== undefined,
    files: filesOf(file, parts),
    problems: all,
  };
}

/** A gatekeeper.yaml that is no YAML: the other files are still read, so that their problems are told as well. */
const UNREADABLE: ProjectReading = {
  settings: undefined,
  controller: undefined,
  purposes: undefined,
  extraColumns: undefined,
  segmentIds: undefined,
  hasFunnel: undefined,
  files: filesOf({ atKey: () => ({ file: PROJECT_FILE }) }, {}),
  problems: [],
};

function filesOf(file: Pick<YamlFile, "atKey">, parts: Partial<ProjectShape>): ProjectReading["files"] {
  const patterns = (key: ProjectFiles): FilePatterns => ({
    patterns: [parts[key] ?? `${key}/*.yaml`].flat(),
    at: file.atKey([key]),
  });
  return {
    campaigns: patterns("campaigns"),
    reports: patterns("reports"),
    vendors: patterns("vendors"),
    rules: patterns("rules"),
    notices: patterns("notices"),
  };
}

function settingsOf(
  file: YamlFile,
  whole: ProjectShape,
  map: SegmentMap,
  keys: Project["keys"],
): Omit<ProjectSettings, "lists" | "cluster" | "journal"> {
  const { project } = whole;
  return {
    path: file.path,
    contentHash: file.contentHash,
    version: whole.version,
    id: project.id,
    controller: project.controller,
    timeZone: project.time_zone,
    currency: project.currency,
    defaultCountry: project.default_country,
    language: project.language,
    inputs: sourcesOf(file, whole.inputs),
    rfm: rfmOf(whole.rfm, map),
    robustness: whole.robustness,
    purchaseStatus: whole.purchase_status,
    dueToBuy: whole.due_to_buy,
    funnel: whole.funnel && funnelOf(file, whole.funnel),
    caps: projectCapsOf(whole.caps),
    holdout: holdoutOf(whole.holdout),
    engine: { threads: whole.engine.threads, memoryLimit: whole.engine.memory_limit },
    disclosure: {
      minimumUnits: whole.disclosure.minimum_units,
      zeros: whole.disclosure.zeros,
      dominance: whole.disclosure.dominance,
    },
    retention: {
      privateTables: whole.retention.private_tables,
      monthEnds: whole.retention.month_ends,
      releasedDecisions: whole.retention.released_decisions,
    },
    keys,
    officers: Object.entries(whole.officers).map(([name, { key, role }]) => ({ name, key, role })),
    extraColumns: extraColumnsOf(whole.columns),
    purposes: [...DATA_USES, ...whole.purposes],
    withoutRules: whole.jurisdiction.without_rules,
  };
}

function extraColumnsOf({ customers }: ProjectShape["columns"]): readonly ExtraColumn[] {
  return Object.entries(customers).map(([name, dataClass]) => ({ name, dataClass }));
}

function checkExtraColumns(file: YamlFile, { columns }: Partial<ProjectShape>): readonly GatekeeperError[] {
  const taken = new Set([...AUDIENCE_COLUMNS, ...Object.values(INPUT_TABLES).flat()].map(({ name }) => name));
  const isTaken = (name: string): boolean => taken.has(name) || name.startsWith("opt_out_") || TAKEN_BY_LISTS.has(name);
  return Object.keys(columns?.customers ?? {})
    .filter(isTaken)
    .map((column) => extraColumnTaken({ column }, { at: file.atKey(["columns", "customers", column]) }));
}

/** Columns of released lists and of every model. */
const TAKEN_BY_LISTS: ReadonlySet<string> = new Set([
  "person_id",
  "reference",
  "phone",
  "email",
  "address",
  "source_id",
  "file_id",
  "record_number",
]);

function checkPurposes(file: YamlFile, { purposes = [] }: Partial<ProjectShape>): readonly GatekeeperError[] {
  return purposes.flatMap((purpose, index) => {
    const isRepeated = DATA_USES.some((use) => use === purpose) || purposes.indexOf(purpose) < index;
    return isRepeated
      ? [
          valueRepeated(
            { where: sameInEveryLanguage("purposes"), value: purpose },
            { at: file.at(["purposes", index]) },
          ),
        ]
      : [];
  });
}
