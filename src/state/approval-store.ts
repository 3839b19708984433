import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
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
    if (isForged(content, signature, officers)) throw approvalForged({ approval: approvalId });
    found.push({ approvalId, approval: approvalOf(content) });
  }
  return found;
}

/** The names of the decisions' files that the journal does not know. */
export async function unrecordedApprovals(
  folder: string,
  recorded: readonly Pick<RecordedApproval, "approvalId">[],
): Promise<string[]> {
  const known = new Set(recorded.map(({ approvalId }) => `${approvalId}.json`));
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith(".") && !known.has(name)).toSorted();
}

/**
 * The rejections that lie there though the journal does not know them: an entry that is missing takes no officer's no away. One whose signature is not
 * that of the officer it names is none; of an officer who is no longer known nobody can say so.
 */
export async function unrecordedRejections(
  folder: string,
  recorded: readonly RecordedApproval[],
  officers: readonly Officer[],
): Promise<StoredApproval[]> {
  const found: StoredApproval[] = [];
  for (const name of await unrecordedApprovals(folder, recorded)) {
    const text = await readFile(join(folder, name), "utf8").catch(() => "");
    const signed = readSigned(text);
    // A copy of one that is recorded says nothing new.
    if (signed?.decision !== "rejected" || recorded.some(({ sha256 }) => sha256 === sha256Text(text))) continue;
    const { signature, ...content } = signed;
    if (!isForged(content, signature, officers)) found.push({ approvalId: name, approval: approvalOf(content) });
  }
  return found;
}

/** A decision out of a file that nobody vouches for; null for any other text. */
function readSigned(text: string): SignedApproval | null {
  try {
    const { at, campaign_id: campaign, decision, key, kind, officer, signature } = JSON.parse(text) as SignedApproval;
    const isDecision = [at, campaign, decision, key, kind, officer, signature].every(
      (each) => typeof each === "string",
    );
    return isDecision ? (JSON.parse(text) as SignedApproval) : null;
  } catch {
    return null;
  }
}

/** Whether the officer it names is known and did not sign it. */
function isForged(content: Content, signature: string, officers: readonly Officer[]): boolean {
  const key = officers.map((officer) => publicKeyOf(officer.key)).find((known) => known?.id === content.key);
  return key ? !isSignedBy(key, signedText(content), signature) : false;
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
