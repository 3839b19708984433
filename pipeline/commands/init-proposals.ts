import { basename, relative } from "node:path";

import { type TemplateSource, withComment, withSources } from "../../src/config/project-template.ts";
import { openDuckDBLoader } from "../../src/engine/duckdb/loader.ts";
import type { ProposedSource, ProposedTable } from "../../src/load/proposal/draft-tables.ts";
import { formatsText, type WrittenFormats } from "../../src/load/proposal/format-reading.ts";
import { type Proposal, proposeSources } from "../../src/load/proposal/propose-sources.ts";
import { type FileSample, sampleFile } from "../../src/load/proposal/sample-file.ts";
import type { InitMessages } from "../../src/report/messages/init.ts";
import { columnsText } from "../../src/report/text.ts";
import type { CommandContext } from "./command.ts";
import { namedFile } from "./named-file.ts";

/** What a file of the user's is to be read as. */
export interface FileProposal {
  /** As the user wrote it. */
  readonly file: string;
  readonly path: string;
  readonly sample: FileSample;
  readonly proposal: Proposal;
}

/**
 * Looks at the header and the first records of each file once, in the order given. Throws GK0115 and what `sampleFile`
 * throws.
 */
export async function proposeFiles(
  files: readonly string[],
  memoryLimit: string,
  command: CommandContext,
): Promise<FileProposal[]> {
  const named = new Map(files.map((file) => [namedFile(command.folder, file), file]));
  const proposals: FileProposal[] = [];
  for (const [path, file] of named) {
    const sample = await sampleFile(path, file, async (folder, temporaryFolder) =>
      openDuckDBLoader({ threads: 1, memoryLimit, temporaryFolder, folders: [folder] }),
    );
    proposals.push({ file, path, sample, proposal: proposeSources(sample, basename(path)) });
  }
  return proposals;
}

/** The columns whose values can be read in more ways than one, by the names of the file, each once. */
export function undecidedColumns(proposals: readonly FileProposal[]): string[] {
  const questions = proposals.flatMap(({ proposal }) => proposal.sources.flatMap(({ question }) => question ?? []));
  return [...new Set(questions.flatMap(({ from }) => from.map(shownName)))];
}

/** The proposal as a person reads it: each source, each column, and why. */
export function proposalLines({ file, proposal }: FileProposal, messages: InitMessages): string[] {
  const { sources, byHand, unused, ofPeople } = proposal;
  const tables = [...new Set(sources.map(({ table }) => table))];
  const head = sources.length > 0 ? messages.fileIs(file, tables) : nothingLine(file, proposal, messages);
  return [
    head,
    ...sources.flatMap((source) => ["", `  ${source.table}`, ...columnLines(source, messages)]),
    ...(sources.length > 0 && unused.length > 0 ? ["", `  ${messages.unused(unused.map(shownName))}`] : []),
    ...(ofPeople.length > 0 ? ["", `  ${messages.ofPeople(ofPeople.map(shownName))}`] : []),
    ...(byHand.length > 0 ? ["", messages.byHand(file, byHand.map(shownName))] : []),
    "",
  ];
}

function nothingLine(file: string, { closest, neverGuessed }: Proposal, messages: InitMessages): string {
  if (neverGuessed !== null) return messages.fileIsNeverGuessed(file, neverGuessed.table);
  const missing = closest.missing.map(({ column, from, isBlank }) =>
    messages.columnMissing(column, from === null ? null : shownName(from), isBlank),
  );
  return messages.fileIsNothing(file, closest.table, missing);
}

function columnLines({ columns, where, formats, question }: ProposedSource, messages: InitMessages): string[] {
  const rows = columns.map(({ column, expression, from, shape }) => [
    column,
    shownName(expression),
    messages.because(from, shape),
  ]);
  const all = [
    ...rows,
    ...(where === null ? [] : [["where", shownName(where), ""]]),
    ...(isEmpty(formats) ? [] : [["formats", formatsText(formats), ""]]),
  ];
  const lines = columnsText(all, [false, false, false]).map((line) => `    ${line}`);
  if (question === null) return lines;
  const choices = question.choices.map((choice) => `    formats: ${formatsText(choice)}`);
  return [...lines, "", `  ${messages.whichFormats(question.from.map(shownName))}`, ...choices];
}

function isEmpty(formats: WrittenFormats): boolean {
  return Object.keys(formats).length === 0;
}

/** The same for programs. */
export function proposalJson({ file, proposal }: FileProposal) {
  const { sources, closest, neverGuessed, byHand, unused, ofPeople } = proposal;
  return {
    file,
    sources: sources.map(({ table, columns, where, formats, question }) => ({
      table,
      columns: columns.map(({ column, expression, from }) => ({ column, expression, from })),
      where,
      formats,
      question,
    })),
    closest: {
      table: closest.table,
      missing: closest.missing.map(({ column, from, isBlank }) => ({ column, from, is_blank: isBlank })),
    },
    never_guessed: neverGuessed,
    by_hand: byHand,
    not_used: unused,
    of_people: ofPeople,
  };
}

/** Names come from a file of unknown making: nothing in them moves the cursor or turns the line around. */
function shownName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?");
}

/** gatekeeper.yaml with the proposed sources in place of the template's, and notes on what nobody guesses. */
export function withProposals(
  text: string,
  proposals: readonly FileProposal[],
  projectFolder: string,
  messages: InitMessages,
): string {
  const sources = proposedSources(proposals, projectFolder, messages);
  const written = Object.entries(sources).reduce((result, [table, own]) => withSources(result, table, own), text);
  const notes = proposals
    .filter(({ proposal }) => proposal.byHand.length > 0)
    .map(({ file, proposal }) => messages.byHand(file, proposal.byHand.map(shownName)));
  const unknown = proposals
    .filter(({ proposal }) => proposal.sources.length === 0)
    .map(({ file, proposal }) => nothingLine(file, proposal, messages));
  return withComment(written, "consent_events", [...notes, ...unknown]);
}

function proposedSources(
  proposals: readonly FileProposal[],
  projectFolder: string,
  messages: InitMessages,
): Partial<Record<ProposedTable, TemplateSource[]>> {
  const taken = new Set<string>();
  const sources: Partial<Record<ProposedTable, TemplateSource[]>> = {};
  for (const { file, path, sample, proposal } of proposals) {
    for (const source of proposal.sources) {
      const { table, part, columns, where, formats, question } = source;
      (sources[table] ??= []).push({
        source: freeId([idOf(file, table), part].filter((piece) => piece !== "").join("-"), taken),
        files: relative(projectFolder, path),
        format: sample.format,
        encoding: sample.encoding,
        delimiter: sample.delimiter,
        columns: columns.map(({ column, expression, from, shape }) => ({
          column,
          expression,
          comment: messages.because(from, shape),
        })),
        where,
        formats: isEmpty(formats) ? null : formatsText(formats),
        formatsToChoose: question?.choices.map(formatsText) ?? [],
        comments: {
          toChoose: question && messages.whichFormats(question.from.map(shownName)),
          above: messages.proposedFrom(file),
          below: part === "" && proposal.unused.length > 0 ? messages.unused(proposal.unused.map(shownName)) : null,
        },
      });
    }
  }
  return sources;
}

/** The file's name as an id, as far as it has letters of one; the table's otherwise. */
function idOf(file: string, table: ProposedTable): string {
  const id = basename(file)
    .replace(/\..*$/u, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "");
  return id === "" ? table.replaceAll("_", "-") : id.slice(0, 40);
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  taken.add(id);
  return id;
}
