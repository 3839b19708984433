import { resolve } from "node:path";
import { present } from "../assert.ts";
import type { Project } from "../domain/project.ts";
import { throwProblems } from "../errors.ts";
import { byPlace } from "./problem-order.ts";
import { checkPeriodsTogether } from "./check-report-period.ts";
import { checkExclusions } from "./read-allocation.ts";
import { readCampaign } from "./read-campaign.ts";
import { readFiles } from "./read-files.ts";
import type { Environment } from "./read-environment.ts";
import { readLayers, type Flags } from "./read-layers.ts";
import { readNotice } from "./read-notice.ts";
import { readProject } from "./read-project.ts";
import { checkRuleBook } from "./check-rule-book.ts";
import { readRules } from "./read-rules.ts";
import { readReport } from "./read-report.ts";
import { readVendor } from "./read-vendor.ts";
import { ruleBook } from "./shipped-rules.ts";

/**
 * Reads gatekeeper.yaml, what overrides it (its target, the local file, `environment`, `flags`), and the campaigns, reports,
 * vendors, notices and rules it names, with secrets from `environment` or files.
 *
 * Throws every problem of every file together, each with its code and place (GK02xx); nothing is returned in part.
 */
export function loadProject(directory: string, environment: Environment, flags: Flags = {}): Project {
  const root = resolve(directory);
  const project = readProject(readLayers(root, environment, flags), root, environment);
  const vendors = readFiles("vendor", root, project.files.vendors, readVendor);
  const notices = readFiles("notice", root, project.files.notices, (file) => readNotice(file, project));
  const surroundings = { ...project, vendors };
  const campaigns = readFiles("campaign", root, project.files.campaigns, (file) => readCampaign(file, surroundings));
  const reports = readFiles("report", root, project.files.reports, (file) => readReport(file, project));
  const rules = readFiles("regime", root, project.files.rules, readRules);
  const book = ruleBook(rules.items);
  const problems = [
    ...[project, vendors, notices, campaigns, reports, rules].flatMap((reading) => reading.problems),
    ...checkExclusions(campaigns),
    ...checkPeriodsTogether(reports.items),
    ...checkRuleBook(book, rules.items, project.files.rules.at),
  ];
  throwProblems(problems.toSorted(byPlace));
  return {
    directory: root,
    ...present(project.settings, "a project without problems has settings"),
    campaigns: campaigns.items,
    reports: reports.items,
    vendors: vendors.items,
    rules: book,
    notices: notices.items,
  };
}
