// GK02xx: gatekeeper.yaml, campaigns, reports, vendors and the expression language.
import { defineError } from "./define.ts";

export * from "./configuration-values.ts";
export * from "./campaigns.ts";

export const projectMissing = defineError("GK0201", "configuration", (e: { directory: string }) => ({
  message: `there is no gatekeeper.yaml in "${e.directory}"`,
  remedy: "Say -C with the project's folder, or make a project with gatekeeper init.",
}));

export const configurationUnreadable = defineError("GK0202", "configuration", (e: { why: string }) => ({
  message: `the file cannot be read: ${e.why}`,
  remedy: "Configuration files are UTF-8 text that the job's account may read.",
}));

export const purposeUnknown = defineError(
  "GK0203",
  "configuration",
  (e: { purpose: string; suggestion: string | undefined }) => ({
    message: `purpose "${e.purpose}" is not declared${didYouMean(e.suggestion)}`,
    remedy: "Declare it under purposes in gatekeeper.yaml or correct the file.",
  }),
);

export const yamlBroken = defineError("GK0204", "configuration", (e: { why: string }) => ({
  message: `not valid YAML: ${e.why}`,
  remedy: "Correct the file; it is read as one YAML 1.2 document.",
}));

export const yamlKeyRepeated = defineError("GK0205", "configuration", (e: { key: string }) => ({
  message: `key "${e.key}" is given twice`,
  remedy: "Keep one of them; which one would win is nobody's guess.",
}));

export const keyUnknown = defineError(
  "GK0206",
  "configuration",
  (e: { key: string; where: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `unknown key "${e.key}" in ${e.where}${didYouMean(e.suggestion)}`,
    remedy: `Known keys: ${e.known.join(", ")}.`,
  }),
);

export const notCarriedOut = defineError("GK0207", "configuration", (e: { word: string; where: string }) => ({
  message: `"${e.word}" in ${e.where} is not carried out by this version`,
  remedy: "Take it out; it would have no effect, and nothing is ignored silently.",
}));

export const keyMissing = defineError(
  "GK0208",
  "configuration",
  (e: { key: string; where: string; expected: string }) => ({
    message: `${e.where} has no ${e.key}`,
    remedy: `Add ${e.key}: ${e.expected}.`,
  }),
);

export const valueType = defineError(
  "GK0209",
  "configuration",
  (e: { where: string; expected: string; received: string; remedy: string | undefined }) => ({
    message: `${e.where} is ${e.received}, not ${e.expected}`,
    remedy: e.remedy ?? `Give ${e.expected}.`,
  }),
);

export const valueNotAllowed = defineError(
  "GK0210",
  "configuration",
  (e: { where: string; value: string; allowed: readonly string[]; suggestion: string | undefined }) => ({
    message: `${e.where} cannot be ${e.value}${didYouMean(e.suggestion)}`,
    remedy: `Choose ${oneOf(e.allowed)}.`,
  }),
);

export const inputTableUnknown = defineError(
  "GK0219",
  "configuration",
  (e: { table: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `"${e.table}" is not an input table${didYouMean(e.suggestion)}`,
    remedy: `Input tables: ${e.known.join(", ")}.`,
  }),
);

export const columnUnknown = defineError(
  "GK0220",
  "configuration",
  (e: { column: string; table: string; suggestion: string | undefined }) => ({
    message: `${e.table} has no column "${e.column}"${didYouMean(e.suggestion)}`,
    remedy:
      e.table === "customers"
        ? `Correct it, or declare its class: columns: { customers: { ${e.column}: personal } }.`
        : "Map one of the columns in docs/configuration.md, or take it out.",
  }),
);

export const columnNotMapped = defineError("GK0221", "configuration", (e: { column: string; table: string }) => ({
  message: `column ${e.column} of ${e.table} is not mapped`,
  remedy: `Add ${e.column}: and the source's column, or an expression over its columns.`,
}));

export const formatUndecided = defineError("GK0223", "configuration", (e: { file: string }) => ({
  message: `the format of "${e.file}" does not follow from its name`,
  remedy:
    "Say format: csv, jsonl or parquet; .csv, .jsonl, .ndjson (also with .gz) and .parquet speak for themselves, one format a source.",
}));

export const keyOfOtherFormat = defineError("GK0224", "configuration", {
  en: (e: { key: string; format: string }) => ({
    message: `${e.key}: is given for a source whose format is ${e.format}`,
    remedy: `Take ${e.key}: out, or correct the format.`,
  }),
  "zh-CN": (e) => ({
    message: `数据源的格式是 ${e.format}，却给出了 ${e.key}:`,
    remedy: `请删除 ${e.key}:，或更正格式。`,
  }),
});

export const extraColumnTaken = defineError("GK0229", "configuration", (e: { column: string }) => ({
  message: `"${e.column}" is a built-in name and cannot be declared as an extra column`,
  remedy: "Take the declaration out, or map the source's column under another name.",
}));

export const filesMissing = defineError("GK0241", "configuration", (e: { path: string }) => ({
  message: `there is no file "${e.path}"`,
  remedy: "Correct the path, or use a pattern such as campaigns/*.yaml, which may match nothing.",
}));

export const choicesOfNobody = defineError("GK0242", "configuration", () => ({
  message: "consent_events maps neither customer_id nor contact_point",
  remedy: "Map at least one of them: a choice that names nobody binds nobody.",
}));

export const mapNeedsBins = defineError(
  "GK0244",
  "configuration",
  (e: { map: string; needed: number; bins: number }) => ({
    message: `rfm.bins is ${e.bins}, but the segment map ${e.map} is made for ${e.needed}`,
    remedy: `Set bins: ${e.needed}.`,
  }),
);

/** What the expression language says about a text, under one code; its own words name the mistake and the way out. */
export const expressionInvalid = defineError("GK0245", "configuration", (e: { message: string; remedy: string }) => ({
  message: `not an expression: ${e.message}`,
  remedy: e.remedy,
}));

export const audienceInvalid = defineError("GK0246", "configuration", (e: { message: string; remedy: string }) => ({
  message: `the audience does not fit the data: ${e.message}`,
  remedy: e.remedy,
}));

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : `. Did you mean "${suggestion}"?`;
}

function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
