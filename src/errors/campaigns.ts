// GK0230–GK0239 and GK0243: campaigns, their lists and vendors, and reports.
import { defineError } from "./define.ts";

export const listColumnUnknown = defineError(
  "GK0231",
  "configuration",
  (e: { column: string; allowed: readonly string[]; suggestion: string | undefined }) => ({
    message: `a list has no column "${e.column}"${e.suggestion === undefined ? "" : `. Did you mean "${e.suggestion}"?`}`,
    remedy: `A list of this campaign may have ${e.allowed.join(", ")}.`,
  }),
);

export const listColumnRefused = defineError(
  "GK0232",
  "configuration",
  (e: { column: string; why: string; allowed: readonly string[] }) => ({
    message: `column "${e.column}" may not leave on a list: ${e.why}`,
    remedy: `A list of this campaign may have ${e.allowed.join(", ")}.`,
  }),
);

export const vendorUnknown = defineError(
  "GK0233",
  "configuration",
  (e: { vendor: string; suggestion: string | undefined }) => ({
    message: `there is no vendor "${e.vendor}"${e.suggestion === undefined ? "" : `. Did you mean "${e.suggestion}"?`}`,
    remedy: `Describe it in a file under vendors/ with id: ${e.vendor}, or correct the name.`,
  }),
);

export const recipientInvalid = defineError("GK0234", "configuration", () => ({
  message: "the recipient is not an age public key (not shown)",
  remedy:
    "Ask the vendor for the whole key that begins with age1; one that begins with AGE-SECRET-KEY is theirs alone.",
}));

export const recipientMissing = defineError("GK0235", "configuration", (e: { vendor: string }) => ({
  message: `no recipient is known for vendor "${e.vendor}"`,
  remedy:
    "Add recipient: age1… to the vendor's file or to the campaign's executor: a plain list to a vendor is refused.",
}));

export const sendIncomplete = defineError("GK0236", "configuration", () => ({
  message: "send says neither both days nor both durations",
  remedy: "Say send: { from: 2026-12-01, to: 2026-12-14 }, or relative to as-of: { after: 1d, for: 14d }.",
}));

export const sendBackwards = defineError("GK0237", "configuration", (e: { why: string }) => ({
  message: `the send window is empty: ${e.why}`,
  remedy: "Let the window hold at least one day; from and to both belong to it.",
}));

export const serviceRestricted = defineError("GK0238", "configuration", (e: { why: string }) => ({
  message: `a service campaign ${e.why}`,
  remedy: "Take that out, or make it class: marketing, with everything that follows.",
}));

export const valueRepeated = defineError("GK0239", "configuration", (e: { where: string; value: string }) => ({
  message: `${e.where} names "${e.value}" twice`,
  remedy: "Name it once.",
}));

export const textMissing = defineError("GK0243", "configuration", () => ({
  message: "the text says nothing in any language",
  remedy: "Write at least one of en and zh-CN.",
}));
