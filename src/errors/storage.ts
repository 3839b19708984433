import { defineError } from "./define.ts";

// GK0610–GK0619: what lasts between runs cannot be trusted.

export const stateUnreadable = defineError("GK0610", "integrity", (e: { what: string; path: string }) => ({
  message: `the ${e.what} cannot be read (${e.path})`,
  remedy: "Restore .gatekeeper/state from a backup. Without it earlier refusals would be forgotten, so nothing runs.",
}));

export const writtenListDiffers = defineError("GK0611", "integrity", (e: { campaign: string; difference: string }) => ({
  message: `the written list of campaign "${e.campaign}" differs from its decisions: ${e.difference}`,
  remedy: "Nothing was published. Check the disk, run again, and report it if it happens twice.",
}));

export const stagedListAltered = defineError("GK0612", "integrity", (e: { campaign: string; run: string }) => ({
  message: `the staged list of campaign "${e.campaign}" in run ${e.run} is not the one the run wrote`,
  remedy: "Somebody changed the file. Remove the run's folder, run again, and find out who.",
}));
