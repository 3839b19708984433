import { resolve } from "node:path";

import { loadProject } from "../../src/config/load-project.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { openDirectories } from "../../src/state/directories.ts";
import type { FoundPerson } from "../erased-person.ts";
import { type Erasure, erasePerson } from "../erasure.ts";
import { lockProject } from "../lock-project.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";
import { projectOption } from "./project-option.ts";
import { withPerson } from "./with-person.ts";

export interface EraseOptions extends GlobalOptions {
  readonly customer: string;
  readonly isDryRun: boolean;
}

/**
 * Erases a customer's person from everything the project keeps, and leaves a tombstone that names nobody; as a dry run it only says
 * where the person is. Throws GK0491 for somebody unknown, and GK0501.
 */
export async function erase(options: EraseOptions, command: CommandContext): Promise<void> {
  if (options.isDryRun) {
    await withPerson(options, command, async (_context, person) => report(person, null, options, command));
    return;
  }
  const project = loadProject(resolve(command.folder, options.projectDir), command.environment, options);
  const directories = await openDirectories(project.directory);
  const lease = await lockProject(directories, project.journal, command.clock, "erase");
  const forget = command.onStop(async () => lease.release());
  try {
    await withPerson(options, command, async (context, person) => {
      if (!hasAnything(person)) {
        report(person, null, options, command);
        return;
      }
      const journal = await openJournal({ ...project.journal, folder: directories.journal }, command.clock);
      const held = { ...context, assertHeld: async () => lease.assertHeld() };
      const erasure = await erasePerson(held, person, async (type, details) => {
        await journal.append(type, details);
      });
      await journal.close();
      report(person, erasure, options, command);
    });
  } finally {
    forget();
    await lease.release();
  }
}

/** Whether anything is held beside a tombstone, or is yet to be finished. */
function hasAnything({ files, inputs, isInStops, isErased, isBegun }: FoundPerson): boolean {
  return isBegun || files.length > 0 || isInStops || (!isErased && inputs.length > 0);
}

function report(person: FoundPerson, erasure: Erasure | null, options: EraseOptions, command: CommandContext): void {
  const { print, messages, format } = command;
  const { erase: texts } = messages;
  if (format === "json") {
    print(canonicalJson({ ...eraseJson(person, erasure), is_dry_run: options.isDryRun }));
    return;
  }
  for (const { name } of person.files) print(texts.file(name));
  if (person.isInStops) print(texts.inStops);
  if (person.inputs.length > 0) print(texts.inputsStay);
  for (const { file } of person.inputs) print(texts.input(file));
  if (person.others.length > 0) command.reporter.warn(texts.sharesPoints);
  for (const { file, after } of erasure?.rewritten ?? [])
    if (after === null) command.reporter.warn(texts.listGone(file));
  if (erasure !== null) print(texts.erased(erasure.erasureId));
  else print(options.isDryRun && hasAnything(person) ? texts.wouldErase : texts.nothingLeft);
  const { program, folder } = command;
  const next = options.isDryRun ? `erase --customer ID` : "run --as-of DAY";
  print(
    messages.next(`${program} ${next}${projectOption(folder, resolve(folder, options.projectDir), options.target)}`),
  );
}

function eraseJson(person: FoundPerson, erasure: Erasure | null) {
  return {
    files: person.files.map(({ name }) => name),
    inputs: person.inputs.map(({ file }) => file),
    is_in_stops: person.isInStops,
    was_erased: person.isErased,
    shares_contact_points: person.others.length > 0,
    erasure_id: erasure?.erasureId ?? null,
    rewritten: (erasure?.rewritten ?? []).map(({ file, before, after }) => ({ file, before, after })),
  };
}
