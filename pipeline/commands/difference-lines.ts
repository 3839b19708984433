import type { PublicRunDifferenceJson, RunDifferenceJson } from "../../src/artefacts/run-difference.ts";
import type { Messages } from "../../src/report/messages.ts";
import { columnsText, plainNumber } from "../../src/report/text.ts";

type Common = Omit<PublicRunDifferenceJson, "counts" | "minimum_units">;
type Rows = RunDifferenceJson["inputs"][number]["before"];

/** What differs between two runs as lines for the officer, with exact counts. */
export function differenceLines(difference: RunDifferenceJson, messages: Messages): string[] {
  const words = messages.evidenceText;
  const { moves, people_file: file } = difference;
  const counts = difference.counts.map(({ campaign_id: id, before, after }) => [
    id,
    messages.listed,
    messages.change(shown(before?.listed), shown(after?.listed)),
    words.parts.refused,
    messages.change(shown(before?.refused), shown(after?.refused)),
  ]);
  const decided = (outcome: string | null, reason: string | null) => {
    const said = outcome === null ? "–" : (words.diff.outcomes[outcome] ?? outcome);
    return reason === null ? said : `${said} ${reason}`;
  };
  const moved = moves.map((move) => [
    move.campaign_id,
    messages.change(decided(move.outcome_before, move.reason_before), decided(move.outcome_after, move.reason_after)),
    plainNumber(move.people),
  ]);
  return [
    ...commonLines(difference, messages, ({ before, after }) => messages.change(rowsText(before), rowsText(after))),
    ...section(words.diff.counts, counts, [false, false, true, false, true]),
    ...section(words.diff.moves, moved, [false, false, true]),
    ...(file === null ? [] : [words.diff.people(file)]),
  ];
}

/** The same for anyone, with protected counts. */
export function publicDifferenceLines(difference: PublicRunDifferenceJson, messages: Messages): string[] {
  const counts = difference.counts.map(({ campaign_id: id, before, after }) => [
    id,
    messages.candidates,
    messages.change(shown(before?.candidates), shown(after?.candidates)),
    messages.listed,
    messages.change(shown(before?.listed), shown(after?.listed)),
  ]);
  return [
    ...commonLines(difference, messages, () => ""),
    ...section(messages.evidenceText.diff.counts, counts, [false, false, true, false, true]),
  ];
}

function commonLines<Input extends Common["inputs"][number]>(
  difference: Omit<Common, "inputs"> & { readonly inputs: readonly Input[] },
  messages: Messages,
  detail: (input: Input) => string,
): string[] {
  const { diff } = messages.evidenceText;
  const { from, to, as_of: asOf, program, configuration, campaigns, inputs, lists, state } = difference;
  const changed = (change: keyof typeof diff.changes) => diff.changes[change];
  return [
    diff.title(from, to),
    ...(asOf.from === asOf.to ? [] : [`  ${diff.asOf(messages.change(asOf.from, asOf.to))}`]),
    ...program.map((part) => `  ${diff.program[part]}`),
    ...(configuration.length === 0 ? [] : [`  ${diff.configuration(configuration)}`]),
    ...state.map((part) => `  ${diff.state[part]}`),
    ...section(
      diff.campaigns,
      campaigns.map(({ campaign_id: id, change }) => [id, changed(change)]),
      [false, false],
    ),
    ...section(
      diff.inputs,
      inputs.map((input) => [`${input.table}: ${input.file}`, changed(input.change), detail(input)]),
      [false, false, false],
    ),
    ...section(
      diff.lists,
      lists.map(({ list_id: id, change }) => [id, changed(change)]),
      [false, false],
    ),
  ];
}

function section(title: string, rows: readonly (readonly string[])[], right: readonly boolean[]): string[] {
  return rows.length === 0 ? [] : ["", title, ...columnsText(rows, right).map((line) => `  ${line}`)];
}

function rowsText(rows: Rows): string {
  return rows === null ? "–" : `${plainNumber(rows.records)} (${rows.sha256.slice(0, 12)})`;
}

/** A count that is not there, one that is withheld, or the count. */
function shown(people: number | null | undefined): string {
  return people === undefined ? "–" : people === null ? "[c]" : plainNumber(people);
}
