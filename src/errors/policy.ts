import { defineError } from "./define.ts";

// GK04xx: refusals by policy, of a run, a release or an export.

export const approvalMissing = defineError("GK0401", "policy", (e: { campaign: string }) => ({
  message: `campaign "${e.campaign}" needs an approval, and approvals cannot be given in this version`,
  remedy: "Set approval: none in the campaign file if nobody has to approve it; every output will say so.",
}));

export const campaignChanged = defineError("GK0402", "policy", (e: { campaign: string; run: string }) => ({
  message: `campaign "${e.campaign}" changed since run ${e.run}`,
  remedy: "Run again and release that run: what is released must be what was decided.",
}));

export const alreadyReleased = defineError("GK0403", "policy", (e: { campaign: string; release: string }) => ({
  message: `campaign "${e.campaign}" was already released for this send window, as release ${e.release}`,
  remedy: "Change the send window or the campaign's id to contact people again.",
}));

export const campaignUnknown = defineError(
  "GK0404",
  "usage",
  (e: { campaign: string; nearest: string | undefined }) => ({
    message: `there is no campaign "${e.campaign}"${e.nearest === undefined ? "" : `; did you mean "${e.nearest}"?`}`,
    remedy: "Name one of the files in campaigns/ by its id.",
  }),
);

export const runUnknown = defineError("GK0405", "usage", (e: { run: string; nearest: string | undefined }) => ({
  message: `there is no finished run${e.run === "" ? " yet" : ` "${e.run}"`}${e.nearest === undefined ? "" : `; the newest is "${e.nearest}"`}`,
  remedy: "Name a folder of .gatekeeper/runs, or run first.",
}));

export const nothingToRelease = defineError("GK0406", "policy", (e: { run: string }) => ({
  message: `run ${e.run} staged no list`,
  remedy: "Run at least one campaign whose audience is not empty, without --until.",
}));

export const configurationChanged = defineError("GK0407", "policy", (e: { run: string }) => ({
  message: `the configuration is not that of run ${e.run}: gatekeeper.yaml, what overrides it, a report or a vendor file differs`,
  remedy:
    "Release with the target and environment of the run, or run again and release that run: what is released must be what was decided.",
}));

export const sendWindowPast = defineError("GK0408", "policy", (e: { campaign: string; to: string; asOf: string }) => ({
  message: `the send window of campaign "${e.campaign}" ended on ${e.to}, before the as-of date ${e.asOf}`,
  remedy: "Correct send: in the campaign file, or run with an earlier --as-of.",
}));
