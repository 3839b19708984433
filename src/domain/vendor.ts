import type { Decoys } from "./decoys.ts";

/** A company that receives lists, and what it has promised. Dates are local days, `YYYY-MM-DD`, inclusive. */
export interface Vendor {
  readonly id: string;
  readonly name: string;
  readonly contract: { readonly reference: string; readonly endsDate: string };
  readonly confidentiality: { readonly endsDate: string };
  /** It handles the data on the controller's behalf and by its instructions only. */
  readonly isProcessor: boolean;
  /** The age recipient its lists are encrypted for, unless a campaign names another. */
  readonly recipient: string | undefined;
  /** Decoys of all its lists, unless a campaign names its own. */
  readonly decoys: Decoys | undefined;
  readonly path: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly contentHash: string;
}

/**
 * Whether the vendor is an entrusted processor on every day of a send window: declared as one, under a contract and a
 * promise of confidentiality that both last to the window's last day.
 *
 * Source: consent-gate.md §7. Pure; throws nothing.
 */
export function isProcessorThroughout(vendor: Vendor, lastDate: string): boolean {
  return vendor.isProcessor && vendor.contract.endsDate >= lastDate && vendor.confidentiality.endsDate >= lastDate;
}
