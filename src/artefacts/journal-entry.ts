import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { instant, record, sha256 } from "./parts.ts";

const schema = record({
  sequence: z.int().min(1).describe("1 for the first entry, then one more each"),
  at: instant,
  type: z.string(),
  details: z.record(z.string(), z.json()).describe("Counts, hashes and ids of things, never a person's data"),
  previous: sha256.describe("The hash of the entry before; sixty-four zeros before the first"),
  key: z.string().describe("The id of the key that signed it"),
  hash: sha256.describe("SHA-256 over the canonical JSON of this entry without hash and signature"),
  signature: z.string().describe("Ed25519 over the hash, in base64"),
});

/** One line of the journal; src/journal writes and checks it. */
export const journalEntry: Artefact<z.output<typeof schema>> = {
  name: "journal-entry",
  file: "journal/journal.jsonl",
  title: {
    en: "One line of the journal: what happened, chained by hashes",
    "zh-CN": "日志链中的一行：发生了什么，以哈希值相连",
  },
  schema,
};
