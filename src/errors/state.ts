import { defineError } from "./define.ts";

// GK05xx: locks and things not reachable; GK06xx: integrity of state, journal and artefacts; GK07xx: our own mistakes.

export const projectLocked = defineError("GK0501", "unavailable", (e: { holder: string }) => ({
  message: `another run holds this project: ${e.holder}`,
  remedy:
    "Wait until it has ended, or end that process; then try again. A holder on another host is passed over 5 minutes after its last heartbeat.",
}));

export const leaseLost = defineError("GK0502", "unavailable", (e: { fence: number; holder: string }) => ({
  message: `this run (number ${e.fence}) no longer holds the project: ${e.holder}`,
  remedy:
    "Nothing was published after the loss. Run again; keep the machine from being suspended while a run is under way.",
}));

export const outputNotWritable = defineError("GK0503", "unavailable", (e: { path: string; systemCode: string }) => ({
  message: `${e.path} cannot be written (${e.systemCode})`,
  remedy: "Make room on the disk or correct the folder's owner and permissions, then run again.",
}));

export const journalBroken = defineError(
  "GK0601",
  "integrity",
  (e: { path: string; line: number; verdict: string }) => ({
    message: `${e.path} line ${e.line} does not fit the chain of the journal (${e.verdict})`,
    remedy:
      "Find out who changed the file, then restore it from a backup; the gatekeeper writes nothing to a journal that fails its check.",
  }),
);

export const journalMoved = defineError(
  "GK0602",
  "integrity",
  (e: { path: string; expectedBytes: number; bytes: number }) => ({
    message: `${e.path} has ${e.bytes} bytes where this run left ${e.expectedBytes}: something else wrote to it`,
    remedy: "Find the other writer, run gatekeeper audit verify, then run again.",
  }),
);

export const artefactExists = defineError("GK0603", "integrity", (e: { path: string }) => ({
  message: `${e.path} exists already; a finished artefact is never replaced`,
  remedy: "Move the folder away if it is not the gatekeeper's own, then run again.",
}));

export const ageRecipientInvalid = defineError("GK0604", "configuration", (e: { received: string }) => ({
  message: `the recipient ${e.received} is not an age public key`,
  remedy: "Ask the vendor for the line that starts with age1, as printed by age-keygen.",
}));
