/**
 * Where a character of a YAML text value stands in the file, so that a problem inside a folded or quoted text points at
 * the words themselves.
 *
 * Value and source differ only in quotes, escapes and white space, so walking both and skipping what the value does not
 * have finds the place. `start` is where the source of the value begins, all counted in UTF-16 units.
 */
export function offsetInSource(
  source: string,
  start: number,
  scalar: { readonly value: string; readonly isBlock: boolean },
  offset: number,
): number {
  const { value, isBlock } = scalar;
  let at = isBlock ? afterHeader(source, start) : start;
  for (let index = 0; index < Math.min(offset, value.length); index += 1) {
    if (isSpace(value[index])) continue;
    at = placeOf(source, at, value[index]) + 1;
  }
  const target = value[offset];
  return target === undefined || isSpace(target) ? at : placeOf(source, at, target);
}

/** The indicator of a block scalar (`>`, `|-`, with a comment perhaps) is a line of its own. */
function afterHeader(source: string, start: number): number {
  const end = source.indexOf("\n", start);
  return end === -1 ? start : end + 1;
}

function placeOf(source: string, from: number, character: string | undefined): number {
  const place = character === undefined ? -1 : source.indexOf(character, from);
  return place === -1 ? from : place;
}

function isSpace(character: string | undefined): boolean {
  return character !== undefined && /\s/.test(character);
}
