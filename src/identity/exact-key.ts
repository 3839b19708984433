/** What a contact value is known by. */
export interface ContactKey {
  /** The exact key, with its kind in front (`phone:+442079460123`); null when nothing can be read in the value. */
  readonly key: string | null;
  /** Whether the value could be used to reach somebody; a key without validity only serves to compare. */
  readonly is_valid: boolean;
  /** The countries a valid phone number may belong to (all that share its calling code), sorted; else none. */
  readonly countries: readonly string[];
  /** There when the value is a valid number in two ways that differ; the key is that of the likelier one. */
  readonly is_ambiguous?: true;
}

/** The value of which nothing can be read. */
export const UNREADABLE: ContactKey = { key: null, is_valid: false, countries: [] };
