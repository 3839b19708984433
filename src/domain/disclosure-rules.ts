/** How published numbers are protected. */
export interface DisclosureRules {
  /** The least number of customers behind a published cell. */
  readonly minimumUnits: number;
  /** Whether a cell of nobody is printed as it is, or is a small one too. */
  readonly zeros: "publish" | "protect";
  /** A sum is withheld of which the `n` greatest customers bring `k` percent or more; undefined where that is not asked. */
  readonly dominance: { readonly n: number; readonly k: number } | undefined;
}
