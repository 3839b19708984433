import { defineError } from "./define.ts";
import { LINE_PROBLEMS } from "./formats.ts";

// GK0310–GK0316 are codes of single records: counted and kept as rejects, and refused together as GK0320.

/** What each record code says of the record; the words follow `file record N: column "c"`. */
export const RECORD_PROBLEMS: Readonly<Record<string, string>> = {
  GK0310: "is blank and must not be",
  GK0311: "cannot be read as what the column holds",
  GK0312: "has more digits than an amount keeps (14 before the point, 4 after)",
  GK0313: "is a positive refund; declare refund_sign: positive if this source writes them so",
  GK0314: "is not a word the column knows",
  GK0315: "the record does not have the header's number of fields, or its quotes or characters are broken",
  GK0316: "repeats a key that another record of the file has",
  GK0319: "is no telephone number, e-mail or address that can be read",
  ...Object.fromEntries(Object.entries(LINE_PROBLEMS).map(([code, words]) => [code, words.en])),
};

export const suppressionListShrank = defineError(
  "GK0317",
  "integrity",
  (e: { list: string; was: number; is: number; limit: string }) => ({
    message: `suppression list "${e.list}" has ${e.is} rows, ${e.was} at the last run; more than ${e.limit} fewer`,
    remedy: `Check the export. If the list really shrank, set lists.${e.list}.expected_rows: ${e.is} for one run.`,
  }),
);

export const suppressionListMissing = defineError("GK0318", "data", (e: { list: string }) => ({
  message: `suppression list "${e.list}" is declared and has no rows in any suppressions file`,
  remedy: `Deliver the list. If it really is empty, set lists.${e.list}.allow_empty: true.`,
}));

export const tooManyRejects = defineError(
  "GK0320",
  "data",
  (e: { file: string; rejected: number; records: number; threshold: string; first: string }) => ({
    message: `${e.file}: ${e.rejected} of ${e.records} records rejected, more than ${e.threshold}; first: ${e.first}`,
    remedy:
      "Correct the file, declare formats: if its source writes dates or numbers in another way, or raise reject_threshold if so many broken records are expected.",
  }),
);

export const columnMissing = defineError(
  "GK0321",
  "data",
  (e: { file: string; column: string; nearest: string | undefined }) => ({
    message: `${e.file} has no column "${e.column}", which its source maps${e.nearest === undefined ? "" : `; did you mean "${e.nearest}"?`}`,
    remedy:
      "Correct the mapping under columns:, deliver the file with that column, or declare its delimiter under csv: if it is not a comma.",
  }),
);

export const headerUnusable = defineError("GK0322", "data", (e: { file: string; problem: string }) => ({
  message: `the header of ${e.file} cannot be used: ${e.problem}`,
  remedy: "Deliver the file with one distinct, non-empty name for every column in its first line.",
}));

export const inputMissing = defineError("GK0323", "data", (e: { pattern: string; source: string }) => ({
  message: `no file matches "${e.pattern}" of source "${e.source}"`,
  remedy: "Deliver the file, or correct files: of the source.",
}));

export const inputIsFolder = defineError("GK0324", "data", (e: { file: string }) => ({
  message: `${e.file} is a folder where a file is expected`,
  remedy: "Name the files in it, for example with a pattern such as folder/*.csv.",
}));

export const inputEmpty = defineError("GK0325", "data", (e: { file: string }) => ({
  message: `${e.file} is empty: it has not even a header`,
  remedy: "Deliver the file again. A file without records still needs its header line.",
}));

export const recordsDoNotAddUp = defineError(
  "GK0327",
  "data",
  (e: { file: string; counted: number; read: number; rejected: number }) => ({
    message: `${e.file} holds ${e.counted} records by counting, and ${e.read} were read and ${e.rejected} rejected`,
    remedy: "Look for a stray quote: it joins records. Correct the quoting, or declare the file's quote under csv:.",
  }),
);

export const wordAlwaysRefused = defineError(
  "GK0328",
  "data",
  (e: { file: string; record: number; column: string; word: string; known: string }) => ({
    message: `${e.file} record ${e.record}: ${e.column} ${e.word} is not known; it could be a refusal, so nothing is guessed`,
    remedy: `Write one of ${e.known}, or map the column with a case expression.`,
  }),
);

export const denialUnreadable = defineError(
  "GK0329",
  "data",
  (e: { file: string; record: number; others: number }) => ({
    message: `${e.file} record ${e.record}: a refusal that names neither a customer nor a contact point that can be read${e.others > 0 ? ` (and ${e.others} more)` : ""}`,
    remedy: "Add the customer id or the contact point to the record: a refusal that binds nobody is never dropped.",
  }),
);

export const keysRepeatBetweenFiles = defineError(
  "GK0330",
  "data",
  (e: { repeated: number; first: string; second: string }) => ({
    message: `${e.second} has ${e.repeated} ${e.repeated === 1 ? "transaction" : "transactions"} that ${e.first} has as well`,
    remedy: "Remove what was delivered twice, or declare records: line if a transaction has several records.",
  }),
);

export const denialMayBeLost = defineError("GK0331", "data", (e: { file: string; record: number; others: number }) => ({
  message: `${e.file} record ${e.record}${e.others > 0 ? ` (and ${e.others} more)` : ""} cannot be taken apart; it may be a refusal, so no threshold lets it go`,
  remedy: "Correct the record's quotes, characters or number of fields; the reject threshold does not apply to it.",
}));

export const lineEndsUnreadable = defineError("GK0332", "data", (e: { file: string; problem: string }) => ({
  message: `${e.file} cannot be read line by line: ${e.problem}`,
  remedy: "Deliver it with the same end on every line, LF or CRLF, and with line breaks inside a field in quotes.",
}));
