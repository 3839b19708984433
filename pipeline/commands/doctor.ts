import { resolve } from "node:path";

import { isProject } from "../../src/config/is-project.ts";
import { DEFAULT_MEMORY_LIMIT } from "../../src/domain/engine-limits.ts";
import type { GatekeeperError } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import type { CheckName } from "../../src/report/messages/doctor.ts";
import { padded } from "../../src/report/text.ts";
import { directoriesOf } from "../../src/state/directories.ts";
import type { Finding, Patient } from "../checks/check.ts";
import { cluster } from "../checks/cluster.ts";
import { readConfiguration } from "../checks/configuration.ts";
import { engine, timeZone } from "../checks/engine.ts";
import { disk, memory, versions } from "../checks/machine.ts";
import { keys, modes } from "../checks/modes.ts";
import { cache, folders, journal, lease, leftovers, type ProjectPatient, stops } from "../checks/state.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { printTable } from "./print-table.ts";
import { problemText } from "./report-failure.ts";
import { projectOption } from "./project-option.ts";

/** What was found by one check. */
interface Examined extends Finding {
  readonly check: CheckName;
}

const MACHINE_CHECKS = { versions, memory, engine, time_zone: timeZone, disk } as const;
const PROJECT_CHECKS = { keys, folders, modes, lease, stops, journal, leftovers, cache, cluster } as const;

/**
 * Looks at the machine and, in a project, at its configuration, state and cluster; what it tries there is undone. Returns the exit code: 0 when
 * nothing is wrong or there are warnings only, else that of the worst error. Source: operations.md §1.
 */
export async function doctor(options: GlobalOptions, command: CommandContext): Promise<number> {
  const folder = resolve(command.folder, options.projectDir);
  const isInProject = isProject(folder);
  const { doctor: messages } = command.messages;
  const { project, finding } = isInProject
    ? readConfiguration(folder, command.environment, options, messages)
    : { project: null, finding: { facts: messages.noProject } };
  const { clock, language } = command;
  const directories = isInProject ? directoriesOf(folder) : null;
  const patient: Patient = {
    folder: isInProject ? folder : command.folder,
    shownFrom: command.folder,
    project,
    directories,
    clock,
    language,
    messages,
    memoryLimit: project?.engine.memoryLimit ?? options.memoryLimit ?? DEFAULT_MEMORY_LIMIT,
  };
  const findings: Examined[] = [];
  for (const [check, look] of Object.entries(MACHINE_CHECKS))
    findings.push({ check: check as CheckName, ...(await look(patient)) });
  findings.push({ check: "configuration", ...finding });
  if (directories !== null) findings.push(...(await examineProject({ ...patient, directories })));
  report(findings, options, command);
  const exitCodes = findings.flatMap(({ errors = [] }) => errors.map(({ exitCode }) => exitCode));
  return Math.max(0, ...exitCodes);
}

async function examineProject(patient: ProjectPatient): Promise<Examined[]> {
  const findings: Examined[] = [];
  for (const [check, look] of Object.entries(PROJECT_CHECKS))
    findings.push({ check: check as CheckName, ...(await look(patient)) });
  return findings;
}

type Status = "ok" | "warning" | "error";

function statusOf({ errors = [], warnings = [] }: Finding): Status {
  if (errors.length > 0) return "error";
  return warnings.length > 0 ? "warning" : "ok";
}

function report(findings: readonly Examined[], options: GlobalOptions, command: CommandContext): void {
  const { print, format, language } = command;
  if (format === "json") {
    const isWell = findings.every((finding) => statusOf(finding) !== "error");
    print(canonicalJson({ is_well: isWell, checks: findings.map((finding) => findingJson(finding, command)) }));
    return;
  }
  if (format !== "human") {
    const rows = findings.flatMap((finding) => tableRows(finding, language));
    printTable(
      { columns: ["check", "status", "found", "code", "message", "remedy"], numbers: [], rows },
      format,
      command,
    );
    return;
  }
  printForPeople(findings, options, command);
}

function findingJson(finding: Examined, { language }: CommandContext) {
  const told = (problem: GatekeeperError, level: "error" | "warning") => {
    const { message, remedy } = problem.textIn(language);
    return { level, code: problem.code, message, remedy };
  };
  const { errors = [], warnings = [] } = finding;
  return {
    check: finding.check,
    status: statusOf(finding),
    found: finding.facts,
    problems: [...errors.map((each) => told(each, "error")), ...warnings.map((each) => told(each, "warning"))],
  };
}

/** A row for each problem, or one that says that there is none. */
function tableRows(finding: Examined, language: CommandContext["language"]): (string | null)[][] {
  const { check, facts, errors = [], warnings = [] } = finding;
  const problems = [...errors, ...warnings];
  if (problems.length === 0) return [[check, "ok", facts, null, null, null]];
  return problems.map((problem, index) => {
    const { message, remedy } = problem.textIn(language);
    return [check, index < errors.length ? "error" : "warning", facts, problem.code, message, remedy];
  });
}

function printForPeople(findings: readonly Examined[], options: GlobalOptions, command: CommandContext): void {
  const { print, messages, style, program, folder, language } = command;
  const marks = { ok: style.green("✓"), warning: style.yellow("!"), error: style.red("✗") };
  const names = messages.doctor.checks;
  for (const finding of findings) {
    const { check, facts, errors = [], warnings = [] } = finding;
    print(`${marks[statusOf(finding)]} ${padded(names[check], 14)} ${facts}`.trimEnd());
    for (const problem of [...errors, ...warnings]) print(indented(problemText(problem, null, style, language)));
  }
  const count = (level: "errors" | "warnings") => findings.reduce((sum, each) => sum + (each[level] ?? []).length, 0);
  const [errors, warnings] = [count("errors"), count("warnings")];
  print("");
  print(errors + warnings === 0 ? messages.doctor.allWell : messages.doctor.somethingWrong(errors, warnings));
  const project = resolve(folder, options.projectDir);
  if (errors === 0)
    print(
      messages.next(
        isProject(project)
          ? `${program} validate${projectOption(folder, project, options.target)}`
          : `${program} init DIR`,
      ),
    );
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
