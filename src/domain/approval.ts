/** What an approval is bound to: when one of these changes, it is void. */
export const APPROVED_PARTS = [
  "campaign",
  "vendor",
  "map",
  "rules",
  "gates",
  "lists",
  "notices",
  "settings",
  "staged_list",
] as const;
export type ApprovedPart = (typeof APPROVED_PARTS)[number];

/** `one_off` is bound to one staged list; `standing` to everything else, for every run until its end. */
export const APPROVAL_KINDS = ["one_off", "standing"] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export const OFFICER_ROLES = ["privacy_officer"] as const;
export type OfficerRole = (typeof OFFICER_ROLES)[number];

/** Who may approve. */
export interface Officer {
  readonly name: string;
  /** The public half of the officer's key, as `gatekeeper keygen` prints it. */
  readonly key: string;
  readonly role: OfficerRole;
}

/** The hash of every part that there is. */
export type PartHashes = Readonly<Partial<Record<ApprovedPart, string>>>;

/** What an officer decided about a campaign. */
export interface Approval {
  readonly kind: ApprovalKind;
  readonly decision: "approved" | "rejected";
  readonly campaignId: string;
  readonly class: "marketing" | "service";
  /** The run of a one-off decision; null for a standing one. */
  readonly runId: string | null;
  readonly officer: string;
  /** The id of the officer's key. */
  readonly key: string;
  /** An instant in UTC. */
  readonly at: string;
  /** The last local day on which it counts; null for a rejection. */
  readonly until: string | null;
  readonly reason: string | null;
  readonly parts: PartHashes;
}

/** Why a campaign has no approval that counts. */
export type ApprovalProblem =
  | { readonly kind: "missing" }
  | { readonly kind: "rejected"; readonly approval: Approval }
  | { readonly kind: "ended"; readonly approval: Approval }
  | { readonly kind: "void"; readonly approval: Approval; readonly changed: readonly ApprovedPart[] }
  | { readonly kind: "author"; readonly approval: Approval }
  | { readonly kind: "officer"; readonly approval: Approval };

/** What is to be released, as it is now. */
export interface ApprovalQuestion {
  readonly campaignId: string;
  readonly author: string;
  readonly runId: string;
  readonly parts: PartHashes;
  readonly officers: readonly Officer[];
  /** The id of an officer's key. */
  readonly keyIdOf: (officer: Officer) => string;
  /** The local day of the release. */
  readonly today: string;
}

/** Why a campaign needs an approval; null when it needs none. A sensitive condition and a service message need the officer whatever the file says. */
export type ApprovalNeed = "declared" | "sensitive" | "service";

export function approvalNeed(campaign: {
  readonly approval: "required" | "none";
  readonly class: "marketing" | "service";
  readonly uses: readonly string[];
}): ApprovalNeed | null {
  if (campaign.class === "service") return "service";
  if (campaign.uses.includes("sensitive_data_use")) return "sensitive";
  return campaign.approval === "required" ? "declared" : null;
}

/**
 * The approval that lets a campaign be released, or why there is none. `decisions` are all that officers decided about it, in the order in
 * which they did; the last word counts: a rejection of a run holds until that run is approved, one of a standing approval ends
 * those before it. Source: consent-gate.md §8, contracts.md §4. Pure; throws nothing.
 */
export function judgeApproval(decisions: readonly Approval[], question: ApprovalQuestion): Approval | ApprovalProblem {
  const oneOff = decisions.findLast(({ kind, runId }) => kind === "one_off" && runId === question.runId);
  const standing = decisions.findLast(({ kind }) => kind === "standing");
  if (oneOff?.decision === "rejected") return { kind: "rejected", approval: oneOff };
  const problems: ApprovalProblem[] = [];
  for (const approval of [oneOff, standing]) {
    if (approval === undefined) continue;
    const problem = problemWith(approval, question);
    if (problem === null) return approval;
    problems.push(problem);
  }
  return problems[0] ?? { kind: "missing" };
}

/** Whether a value of `judgeApproval` is an approval. */
export function isApproved(judged: Approval | ApprovalProblem): judged is Approval {
  return "decision" in judged;
}

function problemWith(approval: Approval, question: ApprovalQuestion): ApprovalProblem | null {
  if (approval.decision === "rejected") return { kind: "rejected", approval };
  const { officers, keyIdOf, author, today } = question;
  const officer = officers.find(({ name }) => name === approval.officer);
  if (officer === undefined || keyIdOf(officer) !== approval.key) return { kind: "officer", approval };
  if (isAuthor(officer, author, officers)) return { kind: "author", approval };
  const changed = changedParts(approval.parts, question.parts, approval.kind);
  if (changed.length > 0) return { kind: "void", approval, changed };
  return approval.until === null || approval.until < today ? { kind: "ended", approval } : null;
}

/** Whether an officer is the author of a campaign, under that name or another one with the same key. */
export function isAuthor(
  officer: Pick<Officer, "name" | "key">,
  author: string,
  officers: readonly Officer[],
): boolean {
  const names = officers.filter(({ key }) => key === officer.key).map(({ name }) => folded(name));
  return [folded(officer.name), ...names].includes(folded(author));
}

function folded(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** The parts of which an approval does not know what is there now; a standing one knows no list. */
function changedParts(approved: PartHashes, now: PartHashes, kind: ApprovalKind): ApprovedPart[] {
  return APPROVED_PARTS.filter(
    (part) => (part !== "staged_list" || kind === "one_off") && approved[part] !== now[part],
  );
}
