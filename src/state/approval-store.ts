import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import type { SignedApproval } from "../artefacts/approval.ts";
import type { Approval, Officer } from "../domain/approval.ts";
import { approvalForged, stateUnreadable } from "../errors.ts";
import { makePrivateFolder, writeNewFile } from "../io/atomic-write.ts";
import { canonicalJson } from "../io/canonical-json.ts";
import { sha256Text } from "../io/sha256.ts";
import { isSignedBy, publicKeyOf, type SigningKey } from "../io/signing-key.ts";

/** A decision under its id, as it lies in the store. */
export interface StoredApproval {
  readonly approvalId: string;
  readonly approval: Approval;
}

/** What the journal says of a decision. */
export interface RecordedApproval {
  readonly approvalId: string;
  /** Of its file. */
  readonly sha256: string;
}

/** Signs a decision and writes it into the store; what to record of it. Throws GK0503 when the disk refuses. */
export async function storeApproval(folder: string, approval: Approval, key: SigningKey): Promise<RecordedApproval> {
  const content = contentOf(approval);
  const signed: SignedApproval = { ...content, signature: key.sign(signedText(content)) };
  const text = `${canonicalJson(signed)}\n`;
  const sha256 = sha256Text(text);
  const approvalId = `approval-${sha256.slice(0, 20)}`;
  await makePrivateFolder(folder);
  await writeNewFile(join(folder, `${approvalId}.json`), text);
  return { approvalId, sha256 };
}

/**
 * The recorded decisions, in the order of their recording. Throws GK0610 when the file of one is missing or not the one that was recorded, and
 * GK0415 when it is not signed by the key of the officer it names, as far as that officer is still known.
 */
export async function readApprovals(
  folder: string,
  recorded: readonly RecordedApproval[],
  officers: readonly Officer[],
): Promise<StoredApproval[]> {
  const found: StoredApproval[] = [];
  for (const { approvalId, sha256 } of recorded) {
    const path = join(folder, `${approvalId}.json`);
    const text = existsSync(path) ? await readFile(path, "utf8") : "";
    if (sha256Text(text) !== sha256)
      throw stateUnreadable({
        what: { en: `decision ${approvalId}`, "zh-CN": `决定 ${approvalId}` },
        path: `state/approvals/${approvalId}.json`,
      });
    const { signature, ...content } = JSON.parse(text) as SignedApproval;
    const approval = approvalOf(content);
    const key = officers.map((officer) => publicKeyOf(officer.key)).find((known) => known?.id === approval.key);
    if (key && !isSignedBy(key, signedText(content), signature)) throw approvalForged({ approval: approvalId });
    found.push({ approvalId, approval });
  }
  return found;
}

type Content = Omit<SignedApproval, "signature">;

function contentOf({ campaignId, runId, ...same }: Approval): Content {
  return { ...same, campaign_id: campaignId, run_id: runId };
}

function approvalOf({ campaign_id: campaignId, run_id: runId, ...same }: Content): Approval {
  return { ...same, campaignId, runId };
}

/** No other text that an officer's key signs begins like this. */
function signedText(content: Content): string {
  return `campaign-gatekeeper approval ${canonicalJson(content)}`;
}
