import type { Clock } from "../../src/domain/clock.ts";
import type { Project } from "../../src/domain/project.ts";
import type { GatekeeperError } from "../../src/errors.ts";
import type { Language } from "../../src/language.ts";
import type { DoctorMessages } from "../../src/report/messages/doctor.ts";
import type { Directories } from "../../src/state/directories.ts";

/** What a check looks at. */
export interface Patient {
  /** The project's folder, or the current one where there is no project. */
  readonly folder: string;
  /** Where the user stands; paths are shown from there. */
  readonly shownFrom: string;
  /** Null outside a project, and in one whose configuration is wrong. */
  readonly project: Project | null;
  /** The folders of the project's state, made or not; null outside a project. */
  readonly directories: Directories | null;
  readonly clock: Clock;
  readonly memoryLimit: string;
  readonly language: Language;
  readonly messages: DoctorMessages;
}

/** What a check found: one line of facts, and what is wrong. Errors decide the exit code, warnings do not. */
export interface Finding {
  readonly facts: string;
  readonly errors?: readonly GatekeeperError[];
  readonly warnings?: readonly GatekeeperError[];
}
