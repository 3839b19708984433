/** Error codes without a whole section in docs/errors.md, sections without an error, and sections out of order. */
export function errorDocumentOffences(page: string, codes: readonly string[]): string[] {
  const sections = [...page.matchAll(/^## (GK\d{4})\b[^\n]*\n(.*?)(?=^## |$(?![\s\S]))/gmsu)];
  const documented = sections.map(([, code = ""]) => code);
  return [
    ...codes.filter((code) => !documented.includes(code)).map((code) => `${code} has no section in docs/errors.md`),
    ...documented
      .filter((code) => !codes.includes(code))
      .map((code) => `docs/errors.md describes ${code}, which no error has`),
    ...sections.flatMap(([, code = "", text = ""]) =>
      missingParts(text).map((part) => `${code} does not say its ${part}`),
    ),
    ...documented.filter((code, index) => index > 0 && code <= (documented[index - 1] ?? "")).map(outOfOrder),
  ];
}

function missingParts(section: string): string[] {
  return ["Cause", "Consequence", "Remedy"].filter((part) => !new RegExp(`\\*\\*${part}\\.?\\*\\*`, "u").test(section));
}

function outOfOrder(code: string): string {
  return `${code} stands after a section with the same or a higher code`;
}

/** Reason codes that docs/reason-codes.md does not have, one sentence each. */
export function undocumentedReasons(page: string, reasonCodes: readonly string[]): string[] {
  return reasonCodes
    .filter((code) => !new RegExp(`\\b${code}\\b`, "u").test(page))
    .map((code) => `${code} is not in docs/reason-codes.md`);
}
