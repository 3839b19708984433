/** What may stand unseen around a value beside blanks and control characters: blanks of every width, marks of byte order and of direction. */
const UNSEEN =
  "\u00A0\u1680\u180E\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F" +
  "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u202F\u205F\u2060\u2066\u2067\u2068\u2069\u3000\uFEFF";

/**
 * SQL for a text without what is unseen at its ends, null when nothing is left. Looking first costs an eighth of trimming
 * always, and a twentieth where the text is not ASCII; a text that `isPlain` proves to be a value as it stands costs nothing.
 */
export function trimmedSql(text: string, isPlain?: string): string {
  const isUnseen = (character: string) => `strpos('${UNSEEN}', ${character}) > 0`;
  const [first, last] = [`substr(${text}, 1, 1)`, `substr(${text}, -1)`];
  const endsBlank = ["' '", "chr(9)", "chr(10)", "chr(13)"].map((blank) => `ends_in(${text}, ${blank})`).join(" or ");
  const needsTrim =
    `${text} < '!' or ${endsBlank} ` +
    `or byte_length(${text}) <> length(${text}) and (${isUnseen(first)} or ${isUnseen(last)})`;
  const plain = isPlain === undefined ? "" : `when ${isPlain} then ${text} `;
  return `case ${plain}when ${needsTrim} then nullif(trim(both ' \t\r\n${UNSEEN}' from ${text}), '') else ${text} end`;
}
