import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";

import { diskScarce, memoryScarce, nodeTooOld } from "../../src/errors.ts";
import { sizeOf } from "../../src/io/size-of.ts";
import { packageEngines, packageVersion } from "../../src/io/package-root.ts";
import { allSources, filesOfSource } from "../../src/load/load-inputs.ts";
import { sizeText } from "../../src/report/text.ts";
import type { Finding, Patient } from "./check.ts";

/** Node and this program. */
export async function versions({ messages }: Patient): Promise<Finding> {
  const { node, tz = "?" } = process.versions;
  const needed = packageEngines().node;
  const least = /\d+\.\d+/u.exec(needed)?.[0] ?? "0.0";
  return Promise.resolve({
    facts: messages.versions(node, packageVersion(), tz),
    errors: isBefore(node, least) ? [nodeTooOld({ version: node, needed })] : [],
  });
}

function isBefore(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split(".").map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}

/** What the engine may take, beside what the machine or the container gives. */
export async function memory({ memoryLimit, messages }: Patient): Promise<Finding> {
  const constrained = process.constrainedMemory();
  const available = constrained > 0 && constrained < totalmem() ? constrained : totalmem();
  const limit = bytesOf(memoryLimit);
  const shown = { available: sizeText(available), limit: sizeText(limit) };
  return Promise.resolve({
    facts: messages.memory(shown.limit, shown.available),
    warnings: limit > available ? [memoryScarce(shown)] : [],
  });
}

/** A memory limit as the engine writes it. */
function bytesOf(memoryLimit: string): number {
  return Number.parseFloat(memoryLimit) * (memoryLimit.endsWith("GB") ? 1e9 : 1e6);
}

/** A run needs the cache, what it spills and what it writes: a few times its inputs, and never nothing. */
const TIMES_INPUTS = 4;
const LEAST_FREE_BYTES = 1e9;

/** Room on the disk of the project, beside what its input files take. */
export async function disk({ folder, project, messages }: Patient): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const inputs = project === null ? null : await inputBytes(project);
  const facts = messages.disk(sizeText(free), inputs === null ? null : sizeText(inputs));
  return { facts, ...diskProblems(free, inputs ?? 0) };
}

/** What is wrong with so many free bytes: an error when the inputs would not even fit once more. */
export function diskProblems(free: number, inputs: number): Pick<Finding, "errors" | "warnings"> {
  const needed = Math.max(TIMES_INPUTS * inputs, LEAST_FREE_BYTES);
  if (free >= needed) return {};
  const problem = diskScarce({ free: sizeText(free), needed: sizeText(needed) });
  return free < inputs ? { errors: [problem] } : { warnings: [problem] };
}

async function inputBytes(project: NonNullable<Patient["project"]>): Promise<number> {
  const found = await Promise.all(allSources(project).map(async (source) => filesOfSource(source, project.directory)));
  const paths = new Set(found.flatMap((source) => source.paths));
  const sizes = await Promise.all([...paths].map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}
