import * as z from "zod";
import type { Artefact } from "./artefact.ts";
import { list, record, releaseId, sha256 } from "./parts.ts";

const campaign = record({
  campaign_id: z.string(),
  file: z.string().describe("The file of the project that they are from"),
  file_sha256: sha256,
  seed: z.string(),
  decoys: list(
    record({
      reference: z.string().describe("As it stands on the list"),
      decoy_id: sha256.describe("SHA-256 of its values"),
      record: z.int().min(1).describe("Its number in the file, from 1 without the header"),
    }),
  ),
});

const schema = record({ release_id: releaseId, campaigns: list(campaign) });

/** The decoys on the lists of a release. */
export type ReleasedDecoys = z.output<typeof schema>;

export const releasedDecoys: Artefact<ReleasedDecoys> = {
  name: "decoys",
  file: "releases/RELEASE/private/decoys.json",
  title: {
    en: "Which records of released lists are decoys, by reference; there where lists have any",
    "zh-CN": "已发布名单中哪些记录是诱饵，按引用列出；仅当名单含诱饵时存在",
  },
  schema,
};
