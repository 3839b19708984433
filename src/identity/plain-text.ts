const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * The value as its reader sees it: compatibility forms made plain (full-width letters and digits, decomposed accents),
 * characters that show nothing taken out (zero-width, byte order mark, soft hyphen, direction marks), white space trimmed.
 * Applying it twice changes nothing more.
 *
 * Source: consent-gate.md §5 (NFKC). Invisible characters go first, since one may stand between a letter and its accent.
 */
export function plainText(value: string): string {
  return value.replace(INVISIBLE, "").normalize("NFKC").trim();
}
