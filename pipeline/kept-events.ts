import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { ProvedEffect, ProvedEvent } from "../src/artefacts/proof.ts";
import type { RunOrigin } from "../src/artefacts/run-origin.ts";
import type { Engine } from "../src/engine/engine.ts";
import { type StatedEvent, statedEvents } from "../src/export/consent-proof.ts";
import { recordNumber } from "../src/export/record-number.ts";
import { InputCache } from "../src/load/input-cache.ts";
import type { Directories } from "../src/state/directories.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import type { KnownWording, NoticeWording } from "./notice-wording.ts";

/** Where a statement was found. */
export interface ProvedFile {
  readonly source: string;
  readonly file: string;
  readonly sha256: string;
  readonly firstSeenAt: string | null;
  readonly record: number;
  readonly isCurrent: boolean;
}

/** A statement as it is told: what it says, where it lies, the runs made of its file, and what it does. */
export function provedEvent(
  { fileId, row }: StatedEvent,
  found: ProvedFile,
  runs: readonly FinishedRun[],
  wordingOf: NoticeWording,
  effect: ProvedEffect | null,
): ProvedEvent {
  const said = (name: string) => row[name] ?? null;
  const noticeId = said("notice_id");
  const version = said("notice_version");
  return {
    event_id: said("event_id") ?? "",
    customer_id: said("customer_id"),
    contact_point: said("contact_point"),
    purpose: said("purpose"),
    channel: said("channel"),
    action: said("action"),
    effective_at: said("effective_at"),
    recorded_at: said("recorded_at"),
    expires_at: said("expires_at"),
    legal_basis: said("legal_basis"),
    authority: said("authority"),
    method: said("method"),
    proof_ref: said("proof_ref"),
    notice: noticeId === null ? null : noticeOf(noticeId, version, wordingOf(noticeId, version)),
    source: found.source,
    file: found.file,
    file_id: fileId,
    record: found.record,
    sha256: found.sha256,
    first_seen_at: found.firstSeenAt,
    is_in_current_load: found.isCurrent,
    runs: runs
      .filter(({ manifest }) => manifest.inputs.some(({ file_id: id }) => id === fileId))
      .map(({ manifest }) => manifest.run_id),
    effect,
  };
}

function noticeOf(noticeId: string, version: string | null, known: KnownWording | null) {
  return {
    notice_id: noticeId,
    version,
    wording: known?.wording ?? null,
    kept_by: known?.keptBy ?? null,
    is_changed_since: known?.isChangedSince ?? false,
  };
}

/** The statements of an id in files that earlier runs were made of and that are not among the current ones, newest run first. */
export async function keptEvents(
  { engine, directories }: { readonly engine: Engine; readonly directories: Directories },
  runs: readonly FinishedRun[],
  eventId: string,
  current: ReadonlySet<string>,
  wordingOf: NoticeWording,
): Promise<ProvedEvent[]> {
  const cache = new InputCache(directories.cache);
  const seen = new Set(current);
  const found: ProvedEvent[] = [];
  for (const run of runs) {
    for (const input of run.manifest.inputs) {
      const path = cache.parquetPath("consent_events", input.file_id);
      if (input.table !== "consent_events" || seen.has(input.file_id) || !existsSync(path)) continue;
      seen.add(input.file_id);
      await engine.attach("proved.kept_events", [path], { isTraced: true });
      for (const event of await statedEvents(engine, "proved.kept_events", eventId)) {
        const { source, file, sha256 } = input;
        const record = recordNumber(event.recordIndex, input.malformed);
        const firstSeenAt = await firstSeenIn(run, input.file_id);
        const place: ProvedFile = { source, file, sha256, firstSeenAt, record, isCurrent: false };
        found.push(provedEvent(event, place, runs, wordingOf, null));
      }
    }
  }
  return found;
}

async function firstSeenIn({ folder }: FinishedRun, fileId: string): Promise<string | null> {
  const text = await readFile(join(folder, "private", "origin.json"), "utf8").catch(() => null);
  return text === null ? null : ((JSON.parse(text) as RunOrigin).first_seen[fileId] ?? null);
}
