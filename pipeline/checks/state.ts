import { existsSync } from "node:fs";
import { link, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import {
  GatekeeperError,
  hardLinksMissing,
  leftoversFound,
  outputNotWritable,
  projectLocked,
} from "../../src/errors.ts";
import { openTemporary } from "../../src/io/atomic-write.ts";
import { sizeOf } from "../../src/io/size-of.ts";
import { journalProblem } from "../../src/journal/journal.ts";
import { verifyingKey } from "../../src/journal/journal-place.ts";
import { JOURNAL_FILE, verifyJournal } from "../../src/journal/verify-journal.ts";
import { sizeText } from "../../src/report/text.ts";
import { leaseHolder } from "../../src/state/lease.ts";
import { findLeftovers } from "../../src/state/leftovers.ts";
import { leaseFolder } from "../lock-project.ts";
import { openOutcomes, openStops } from "../open-stops.ts";
import { erasureProblems } from "../unfinished-erasures.ts";
import type { Finding, Patient } from "./check.ts";

/** A patient in a project. */
export type ProjectPatient = Patient & { readonly directories: NonNullable<Patient["directories"]> };

/** Whether the project's folders can be written to, and hard links made: each is tried, and nothing is left. */
export async function folders({ folder, directories, messages }: ProjectPatient): Promise<Finding> {
  const made = (Object.values(directories) as string[]).filter((path) => existsSync(path));
  const errors: GatekeeperError[] = [];
  for (const path of [folder, ...made]) {
    const problem = await writingProblem(path);
    if (problem !== null) errors.push(problem);
  }
  return { facts: messages.writable(made.length + 1 - errors.length), errors };
}

async function writingProblem(folder: string): Promise<GatekeeperError | null> {
  const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "unknown";
  try {
    const draft = await openTemporary(join(folder, "doctor"), 0o600);
    const linked = join(folder, `.doctor-link.${process.pid}-0.tmp`);
    try {
      await draft.handle.writeFile("written by doctor\n");
      await draft.handle.sync();
      await link(draft.path, linked);
      return null;
    } catch (error) {
      const systemCode = codeOf(error);
      return (error as NodeJS.ErrnoException).syscall === "link"
        ? hardLinksMissing({ path: folder, systemCode })
        : outputNotWritable({ path: folder, systemCode });
    } finally {
      await draft.handle.close();
      for (const path of [draft.path, linked]) await rm(path, { force: true });
    }
  } catch (error) {
    return outputNotWritable({ path: folder, systemCode: codeOf(error) });
  }
}

/** Who holds the project. */
export async function lease({ directories, clock, language, messages }: ProjectPatient): Promise<Finding> {
  const folder = leaseFolder(directories);
  const found = existsSync(folder) ? await leaseHolder(folder, clock) : null;
  if (found === null) return { facts: messages.leaseFree };
  const { holder, isLive } = found;
  return isLive
    ? { facts: messages.leaseHeld, warnings: [projectLocked({ holder })] }
    : { facts: messages.leaseLeft(holder[language]) };
}

/** Whether every refusal ever loaded, and every outcome ever reported, is still there. How many there are is not said: a terminal shows protected numbers only. */
export async function stops({ directories, project, messages }: ProjectPatient): Promise<Finding> {
  if (!existsSync(directories.state)) return { facts: messages.notYetMade };
  try {
    const trust = project === null ? {} : { ...project.journal, key: verifyingKey(project.journal) };
    const { verdict, entries } = await verifyJournal(directories.journal, trust);
    // A broken journal vouches for nothing, and is told of by itself.
    const vouching = verdict === "ok" || verdict === "torn_last_line" ? entries : null;
    await openStops(directories, vouching);
    await openOutcomes(directories, vouching);
    return { facts: messages.stopsAllThere };
  } catch (error) {
    if (error instanceof GatekeeperError) return { facts: "", errors: [error] };
    throw error;
  }
}

/** Whether the chain of the journal holds, with its signatures and heads where the configuration can be read, and every erasure was finished. */
export async function journal({ directories, project, messages }: ProjectPatient): Promise<Finding> {
  const trust = project === null ? {} : { ...project.journal, key: verifyingKey(project.journal) };
  const found = await verifyJournal(directories.journal, trust);
  const path = join(directories.journal, JOURNAL_FILE);
  const warnings = erasureProblems(found.entries);
  if (found.verdict === "ok")
    return { facts: existsSync(path) ? messages.journal(found.head.sequence) : messages.notYetMade, warnings };
  if (found.verdict === "torn_last_line") return { facts: messages.journalTorn, warnings };
  return { facts: "", errors: [journalProblem(path, found)] };
}

/** What killed commands left. */
export async function leftovers({ directories, clock, messages }: ProjectPatient): Promise<Finding> {
  const { length: count } = await findLeftovers(directories, clock);
  return count === 0
    ? { facts: messages.noLeftovers }
    : { facts: messages.leftovers(count), warnings: [leftoversFound({ count })] };
}

/** How much has gathered. */
export async function cache({ directories, messages }: ProjectPatient): Promise<Finding> {
  const countIn = async (folder: string) => (await readdir(folder).catch(() => [])).length;
  const size = sizeText(await sizeOf(directories.cache));
  return { facts: messages.cache(size, await countIn(directories.runs), await countIn(directories.releases)) };
}
