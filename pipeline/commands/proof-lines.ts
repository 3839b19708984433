import type { ProofJson, ProvedEffect, ProvedEvent } from "../../src/artefacts/proof.ts";
import type { Messages } from "../../src/report/messages.ts";
import { columnsText } from "../../src/report/text.ts";

/** A proof as lines for the officer. */
export function proofLines({ consent_id: id, events }: ProofJson, messages: Messages): string[] {
  const words = messages.evidenceText.prove;
  return [words.title(id, events.length), ...events.flatMap((event) => ["", ...eventLines(event, messages)])];
}

function eventLines(event: ProvedEvent, messages: Messages): string[] {
  const words = messages.evidenceText.prove;
  const said = [
    "action",
    "purpose",
    "channel",
    "customer_id",
    "contact_point",
    "effective_at",
    "recorded_at",
    "expires_at",
    "legal_basis",
    "authority",
    "method",
    "proof_ref",
  ] as const;
  const rows = said.flatMap((name) => (event[name] === null ? [] : [[name, event[name]]]));
  const { notice, runs, effect } = event;
  return [
    `  ${words.place(event.file, event.record, event.source)}`,
    `  ${words.hash(event.sha256)}`,
    ...(event.first_seen_at === null ? [] : [`  ${words.firstSeen(event.first_seen_at)}`]),
    `  ${event.is_in_current_load ? words.isCurrent : words.isGone}`,
    ...(runs.length === 0 ? [] : [`  ${words.runs(runs)}`]),
    ...columnsText(rows, [false, false]).map((line) => `    ${line}`),
    ...(notice === null ? [] : [`  ${words.notice(notice.notice_id, notice.version ?? "–")}`]),
    ...(notice?.is_changed_since === true && notice.kept_by !== null ? [`  ${words.wordingOf(notice.kept_by)}`] : []),
    ...(notice?.wording ?? "").split("\n").flatMap((line) => (line === "" ? [] : [`    ${line}`])),
    ...(effect === null ? [] : effectLines(effect, messages)),
  ];
}

function effectLines({ kind, is_valid: isValid, people, lifts, against, allows }: ProvedEffect, messages: Messages) {
  const words = messages.evidenceText.prove;
  if (kind === "neither") return [`  ${words.neither}`];
  if (!isValid) return [`  ${words.notValid}`];
  const denials = (found: typeof against) =>
    found.map((denial) => {
      const {
        word,
        source_key: key,
        source,
        record,
        purpose,
        channel,
        start_at: startAt,
        stands_in: standsIn,
      } = denial;
      const text = messages.denial({
        word,
        sourceKey: key,
        purpose,
        channel,
        startAt,
        sourceId: source,
        file: source,
        record,
        tier: null,
      });
      return `    ${text}: ${words.stands(standsIn)}`;
    });
  return [
    `  ${kind === "grant" ? words.about(people) : words.binds(people)}`,
    ...(lifts.length === 0 ? [] : [`  ${words.lifts}`, ...denials(lifts)]),
    ...(against.length === 0
      ? [`  ${words.nothingAgainst}`]
      : [`  ${kind === "grant" ? words.against : words.itself}`, ...denials(against)]),
    ...(allows.length === 0 ? [] : [`  ${words.allows}`]),
    ...allows.map(
      ({ campaign_id: id, contact_key: key, purpose, basis }) =>
        `    ${id}: ${key}, ${purpose}: ${words.bases[basis] ?? basis}`,
    ),
  ];
}
