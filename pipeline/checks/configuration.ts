import { loadProject } from "../../src/config/load-project.ts";
import type { Flags } from "../../src/config/read-layers.ts";
import type { Project } from "../../src/domain/project.ts";
import { GatekeeperError, GatekeeperErrors } from "../../src/errors.ts";
import { allSources } from "../../src/load/load-inputs.ts";
import type { DoctorMessages } from "../../src/report/messages/doctor.ts";
import type { Finding } from "./check.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the configuration of a folder; a project whose configuration is wrong is none for the checks after it. */
export function readConfiguration(
  folder: string,
  environment: Environment,
  flags: Flags,
  messages: DoctorMessages,
): { readonly project: Project | null; readonly finding: Finding } {
  try {
    const project = loadProject(folder, environment, flags);
    const { campaigns, reports } = project;
    const facts = messages.configuration(campaigns.length, reports.length, allSources(project).length);
    return { project, finding: { facts } };
  } catch (error) {
    if (!(error instanceof GatekeeperError || error instanceof GatekeeperErrors)) throw error;
    const errors = error instanceof GatekeeperErrors ? error.problems : [error];
    return { project: null, finding: { facts: messages.configurationBroken, errors } };
  }
}
