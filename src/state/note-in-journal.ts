import type { CanonicalValue } from "../domain/canonical-value.ts";

/** Adds an entry to the journal. */
export type NoteInJournal = (type: string, details: Readonly<Record<string, CanonicalValue>>) => Promise<unknown>;
