import { resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import { isTooSmall } from "../../src/disclosure/counts.ts";
import { feedbackReferencesUnknown } from "../../src/errors.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { sha256File } from "../../src/io/sha256.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { readFeedback } from "../../src/load/read-feedback.ts";
import { openDirectories } from "../../src/state/directories.ts";
import { ReleaseStore } from "../../src/state/release-store.ts";
import { engineSettings } from "../engine-settings.ts";
import { takeFeedback, type TakenFeedback } from "../feedback.ts";
import { lockProject } from "../lock-project.ts";
import { noteInJournal, openOutcomes, soundEntries } from "../open-stops.ts";
import { openState } from "../open-state.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { namedFile } from "./named-file.ts";
import { projectOption } from "./project-option.ts";

export interface FeedbackOptions extends GlobalOptions {
  /** Relative to the current folder. */
  readonly file: string;
}

/**
 * Takes in what callers and providers report of released contacts, by the reference of the list. A file with a word that is no outcome is refused whole (GK0493);
 * lines whose reference no release has are told at the end (GK0494), after the others were taken in.
 */
export async function feedback(options: FeedbackOptions, command: CommandContext): Promise<void> {
  const path = namedFile(command.folder, options.file);
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const lines = await readFeedback(path, options.file);
  const directories = await openDirectories(project.directory);
  const lease = await lockProject(directories, project.journal, command.clock, "feedback");
  const forget = command.onStop(async () => lease.release());
  try {
    const { engine, stops, temporaryFolder, close } = await openState(
      directories,
      engineSettings(project.engine),
      project.journal,
    );
    try {
      const fileSha256 = await sha256File(path);
      const taken = await takeFeedback(
        {
          engine,
          stops,
          outcomes: await openOutcomes(directories, await soundEntries(directories, project.journal)),
          releases: await ReleaseStore.open(directories.releases),
          temporaryFolder,
          assertHeld: async () => lease.assertHeld(),
          note: noteInJournal(directories, project.journal, command.clock),
          now: command.clock.now(),
          fileSha256,
        },
        lines,
      );
      if (taken.newOutcomes > 0) {
        const journal = await openJournal({ ...project.journal, folder: directories.journal }, command.clock);
        await journal.append("feedback.taken", { sha256: fileSha256, new_outcomes: taken.newOutcomes });
        await journal.close();
      }
      report(taken, project.disclosure.minimumUnits, options, command);
    } finally {
      await close();
    }
  } finally {
    forget();
    await lease.release();
  }
}

function report(taken: TakenFeedback, minimumUnits: number, options: FeedbackOptions, command: CommandContext): void {
  const { print, messages, format, program, folder } = command;
  const { newOutcomes, unknownLines, decoyLines, erasedLines, unreadTimeLines } = taken;
  const shown = isTooSmall(newOutcomes, minimumUnits) ? null : newOutcomes;
  if (format === "json") {
    print(
      canonicalJson({
        new_outcomes: shown,
        is_known: newOutcomes === 0,
        unknown_lines: unknownLines,
        decoy_lines: decoyLines,
        erased_lines: erasedLines,
        unread_time_lines: unreadTimeLines,
      }),
    );
  } else {
    print(
      newOutcomes === 0
        ? messages.feedback.nothingNew
        : messages.feedback.taken(shown === null ? "[c]" : String(shown)),
    );
    if (unreadTimeLines.length > 0) command.reporter.warn(messages.feedback.unreadTimes(options.file, unreadTimeLines));
    if (erasedLines.length > 0) command.reporter.warn(messages.feedback.erased(erasedLines));
    if (decoyLines.length > 0) command.reporter.warn(messages.feedback.decoys(decoyLines));
    print(
      messages.next(
        `${program} recall RELEASE${projectOption(folder, resolve(folder, options.projectDir), options.target)}`,
      ),
    );
  }
  if (unknownLines.length > 0)
    throw feedbackReferencesUnknown({ lines: unknownLines }, { at: { file: options.file, line: unknownLines[0] } });
}
