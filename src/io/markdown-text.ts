/** A text that Markdown shows as it is, on one line of a table: no sign of it forms, breaks or hides anything. */
export function markdownText(text: string): string {
  return text
    .replaceAll(/\s+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\|*`[\]~]/gu, (sign) => `\\${sign}`);
}
