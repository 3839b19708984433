import { randomBytes } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";

import { type TemplateSettings, withSettings } from "../../src/config/project-template.ts";
import { LOCAL_FILE } from "../../src/config/read-layers.ts";
import { packageRoot } from "../../src/io/package-root.ts";
import { folderNotEmpty, sampleAndFiles } from "../../src/errors.ts";
import { makePrivateFolder, writeFileAtomic } from "../../src/io/atomic-write.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { shellWord } from "../../src/report/shell-word.ts";
import { addSchemaLines, writeEditorSchemas } from "../../src/schema/editor-schemas.ts";
import type { CommandContext } from "./command.ts";
import {
  type FileProposal,
  proposalJson,
  proposalLines,
  proposeFiles,
  undecidedColumns,
  withProposals,
} from "./init-proposals.ts";
import { askedSettings, askYesOrNo, type GivenSettings, givenSettings } from "./init-settings.ts";
import type { Prompt } from "./prompt.ts";

export interface InitOptions {
  /** Relative to the project folder of -C. */
  readonly directory: string;
  readonly projectDir: string;
  readonly memoryLimit: string;
  readonly sampleData: boolean;
  /** Files to propose sources from, relative to the current folder. */
  readonly from: readonly string[];
  readonly settings: GivenSettings;
  /** Asks nothing, and takes what is proposed. */
  readonly yes: boolean;
}

/** What of the sample project is copied: everything but its state and its public test keys. */
const SAMPLE_PARTS = ["gatekeeper.yaml", "campaigns", "notices", "reports", "vendors", "input"] as const;

/** The as-of moment that the sample data was made for. */
const SAMPLE_AS_OF = "2026-11-01";

/** What a project is made of, once everything is known. */
interface Plan {
  readonly folder: string;
  readonly isSample: boolean;
  readonly settings: TemplateSettings;
  readonly proposals: readonly FileProposal[];
}

/**
 * Makes a project that runs at once: commented configuration, one campaign, one report, schemas for the editor,
 * and a reference key of its own. With
 * sample data it is the invented shop; `--from` proposes the mapping of the user's own files, and never one of consent. On
 * a terminal it asks for what was not given; nothing is written before the last answer. Throws GK0105 for a folder that is
 * not empty, GK0114 for sample data and files together, and what reading the files throws.
 */
export async function init(options: InitOptions, command: CommandContext): Promise<void> {
  const folder = resolve(command.folder, options.projectDir, options.directory);
  if (!isFree(folder)) throw folderNotEmpty({ folder: options.directory });
  if (options.sampleData && options.from.length > 0) throw sampleAndFiles({});
  const checked = givenSettings(options.settings, folder);
  const proposals = await proposeFiles(options.from, options.memoryLimit, command);
  for (const proposal of proposals) show(proposal, command);
  const prompt = options.yes || options.sampleData ? null : (command.openPrompt?.() ?? null);
  try {
    const plan = prompt === null ? null : await ask(prompt, { folder, proposals }, options, command);
    if (plan === "refused") command.print(command.messages.init.nothingMade);
    else await make(plan ?? { folder, proposals, isSample: options.sampleData, settings: checked }, command);
  } finally {
    prompt?.close();
  }
}

function show(proposal: FileProposal, { format, print, messages }: CommandContext): void {
  if (format === "human") for (const line of proposalLines(proposal, messages.init)) print(line);
}

/** Asks whether the proposal is right, whether to begin with sample data, and then for the settings. */
async function ask(
  prompt: Prompt,
  known: Pick<Plan, "folder" | "proposals">,
  { settings }: InitOptions,
  command: CommandContext,
): Promise<Plan | "refused"> {
  const { init: words } = command.messages;
  const hasFiles = known.proposals.length > 0;
  const question = hasFiles ? words.isProposalRight : words.isSampleWanted;
  const isYes = await askYesOrNo(prompt, question, hasFiles ? "y" : "n", words);
  if (hasFiles && !isYes) return "refused";
  const isSample = !hasFiles && isYes;
  return {
    ...known,
    isSample,
    settings: isSample
      ? givenSettings(settings, known.folder)
      : await askedSettings(settings, known.folder, prompt, command),
  };
}

async function make({ folder, isSample, settings, proposals }: Plan, command: CommandContext): Promise<void> {
  const template = join(packageRoot(), "fixtures", isSample ? "demo" : "template");
  const parts = isSample ? SAMPLE_PARTS : readdirSync(template);
  await makePrivateFolder(folder);
  for (const part of parts) {
    if (existsSync(join(template, part))) cpSync(join(template, part), join(folder, part), { recursive: true });
  }
  for (const part of ["input", "keys"]) await makePrivateFolder(join(folder, part));
  const text = withSettings(readFileSync(join(template, "gatekeeper.yaml"), "utf8"), settings);
  await writeFileAtomic(join(folder, "gatekeeper.yaml"), withProposals(text, proposals, folder, command.messages.init));
  // The header-only files stand for tables that nobody has given a file for.
  for (const table of proposedTables(proposals)) await rm(join(folder, "input", `${table}.csv`), { force: true });
  const key = join(folder, "keys", "reference.key");
  await writeFileAtomic(key, `${randomBytes(32).toString("hex")}\n`);
  await chmod(key, 0o600);
  await writeFileAtomic(join(folder, ".gitignore"), `.gatekeeper/\nkeys/\ninput/\n${LOCAL_FILE}\n`);
  await writeEditorSchemas(folder);
  await addSchemaLines(folder);
  report(relative(command.folder, folder) || ".", isSample, proposals, command);
}

/** Nothing lies there yet, or an empty folder does. A path that leads through a file is not free either. */
function isFree(path: string): boolean {
  if (!existsSync(path)) return !isFile(dirname(path));
  const found = statSync(path);
  return found.isDirectory() && readdirSync(path).length === 0;
}

/** Whether the nearest thing on the way to a path that is there is a file. */
function isFile(path: string): boolean {
  return existsSync(path) ? !statSync(path).isDirectory() : isFile(dirname(path));
}

/** What a list cannot come about without, in the order of their loading. */
const NEEDED_FOR_A_LIST = ["transactions", "customers", "contact_points", "consent_events"] as const;

/** Of those, what no file was proposed for; the header-only files of the template hold nothing. */
function stillNeeded(isSample: boolean, proposals: readonly FileProposal[]): string[] {
  if (isSample) return [];
  const proposed = proposedTables(proposals);
  return NEEDED_FOR_A_LIST.filter((table) => !proposed.has(table));
}

function proposedTables(proposals: readonly FileProposal[]): ReadonlySet<string> {
  return new Set(proposals.flatMap(({ proposal }) => proposal.sources.map(({ table }) => table)));
}

function report(
  place: string,
  isSample: boolean,
  proposals: readonly FileProposal[],
  { print, messages, format, program }: CommandContext,
): void {
  const next = isSample
    ? `${program} run -C ${shellWord(place)} --as-of ${SAMPLE_AS_OF}`
    : `${program} validate -C ${shellWord(place)}`;
  const needed = stillNeeded(isSample, proposals);
  if (format === "json") {
    const files = proposals.map(proposalJson);
    print(
      canonicalJson({ folder: place, next, still_needed: needed, ...(files.length === 0 ? {} : { proposals: files }) }),
    );
    return;
  }
  print(messages.initialised(place));
  if (needed.length > 0) print(messages.init.stillNeeded(needed));
  const undecided = undecidedColumns(proposals);
  if (undecided.length > 0) print(messages.init.chooseFormats(undecided));
  print(messages.next(next));
}
