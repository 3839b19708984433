import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { present } from "../assert.ts";
import type { Project } from "../domain/project.ts";
import { projectMissing, throwProblems, type GatekeeperError } from "../errors.ts";
import { readCampaign } from "./read-campaign.ts";
import { readFiles } from "./read-files.ts";
import { filesOf, readProject, type ProjectReading } from "./read-project.ts";
import { readReport } from "./read-report.ts";
import { readVendor } from "./read-vendor.ts";
import { readYamlFile } from "./yaml-file.ts";

/** The file that makes a folder a project. */
const PROJECT_FILE = "gatekeeper.yaml";

/**
 * Reads gatekeeper.yaml and the campaigns, reports and vendors it names, with secrets from `environment` or files.
 *
 * Throws every problem of every file together, each with its code and place (GK02xx); nothing is returned in part.
 */
export function loadProject(directory: string, environment: Readonly<Record<string, string | undefined>>): Project {
  const root = resolve(directory);
  if (!existsSync(join(root, PROJECT_FILE))) throw projectMissing({ directory });
  const yaml = readYamlFile(root, PROJECT_FILE);
  const project = yaml.file === undefined ? UNREADABLE : readProject(yaml.file, root, environment);
  const vendors = readFiles("vendor", root, project.files.vendors, readVendor);
  const surroundings = { ...project, vendors };
  const campaigns = readFiles("campaign", root, project.files.campaigns, (file) => readCampaign(file, surroundings));
  const reports = readFiles("report", root, project.files.reports, readReport);
  const problems = [yaml, project, vendors, campaigns, reports].flatMap((reading) => reading.problems);
  throwProblems(problems.toSorted(byPlace));
  return {
    directory: root,
    ...present(project.settings, "a project without problems has settings"),
    campaigns: campaigns.items,
    reports: reports.items,
    vendors: vendors.items,
  };
}

/** A gatekeeper.yaml that is no YAML: the other files are still read, so that their problems are told as well. */
const UNREADABLE: ProjectReading = {
  settings: undefined,
  controller: undefined,
  purposes: undefined,
  extraColumns: undefined,
  files: filesOf({ atKey: () => ({ file: PROJECT_FILE }) }, {}),
  problems: [],
};

/** gatekeeper.yaml first, then file by file from top to bottom. */
function byPlace(a: GatekeeperError, b: GatekeeperError): number {
  const [first, second] = [a.at?.file ?? "", b.at?.file ?? ""];
  if (first !== second) return first === PROJECT_FILE ? -1 : second === PROJECT_FILE || first > second ? 1 : -1;
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0);
}
