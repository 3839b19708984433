import type { Language } from "../../language.ts";

/** What `init` asks and says. */
export interface InitMessages {
  readonly questions: InitQuestions;
  readonly isSampleWanted: string;
  readonly isProposalRight: string;
  readonly nothingMade: string;
  /** The answers to a question that may be yes or no. */
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** A file is read as the sources of input tables. */
  readonly fileIs: (file: string, tables: readonly string[]) => string;
  readonly fileIsNothing: (file: string, table: string, missing: readonly string[]) => string;
  /** `from` is the column of the file whose name says so, if there is one. */
  readonly columnMissing: (column: string, from: string | null, isBlank: boolean) => string;
  /** Of a file about consent, refusals or outcomes: with the columns of a table, or by its name only. */
  readonly fileIsNeverGuessed: (file: string, table: string | null) => string;
  /** Columns that tell of customers, in a file of something else. */
  readonly ofPeople: (columns: readonly string[]) => string;
  /** What a first list still lacks. */
  readonly stillNeeded: (tables: readonly string[]) => string;
  /** What must be chosen first: the questions of `whichFormats` stand in gatekeeper.yaml. */
  readonly chooseFormats: (columns: readonly string[]) => string;
  /** Why a column is proposed. */
  readonly because: (from: readonly string[], shape: string | null) => string;
  /** Of columns whose values can be read in more ways than one; the `formats:` of each follow, a line each. */
  readonly whichFormats: (from: readonly string[]) => string;
  /** Of columns nobody guesses. */
  readonly byHand: (file: string, columns: readonly string[]) => string;
  readonly unused: (columns: readonly string[]) => string;
  readonly proposedFrom: (file: string) => string;
}

interface InitQuestions {
  readonly name: string;
  readonly controller: string;
  readonly "time-zone": string;
  readonly currency: string;
  readonly country: string;
  readonly language: string;
}

const SHAPES_EN: Readonly<Record<string, string>> = {
  moment: "its values are days or moments",
  written_moment: "its values are days or moments in a format of their own",
  number: "its values are numbers",
  written_number: "its values are numbers in a format of their own",
  email: "its values are mail addresses",
  phone: "its values look like telephone numbers",
};

const SHAPES_ZH: Readonly<Record<string, string>> = {
  moment: "其值为日期或时刻",
  written_moment: "其值为按自有格式书写的日期或时刻",
  number: "其值为数字",
  written_number: "其值为按自有格式书写的数字",
  email: "其值为邮箱地址",
  phone: "其值像电话号码",
};

export const INIT_MESSAGES: Readonly<Record<Language, InitMessages>> = {
  en: {
    questions: {
      name: "A short name for the project (small letters, digits, hyphens)",
      controller: "The company that answers for the data",
      "time-zone": "The time zone that orders and days are told in",
      currency: "The currency of the amounts",
      country: "The country of telephone numbers that name none",
      language: "The language of reports: en or zh-CN",
    },
    isSampleWanted: "Begin with the data of an invented shop, to try everything (y/n)",
    isProposalRight: "Write this into gatekeeper.yaml, for you to check (y/n)",
    nothingMade: "Nothing was made.",
    yes: ["y", "yes"],
    no: ["n", "no"],
    fileIs: (file, tables) => `${file} looks like ${tables.join(", ")}:`,
    fileIsNothing: (file, table, missing) =>
      `${file} could not be taken for an input table. It comes closest to ${table}, but ${missing.join(", and ")}. Map it by hand: docs/configuration.md.`,
    columnMissing: (column, from, isBlank) => {
      if (from === null) return `no column looks like ${column}`;
      return isBlank
        ? `"${from}" has no values to read as ${column}`
        : `the values of "${from}" cannot be read as ${column}`;
    },
    fileIsNeverGuessed: (file, table) =>
      table === null
        ? `The name of ${file} speaks of consent, refusals or a state, so nothing is proposed from it. Nobody guesses what it means: map it by hand, under opt_out, consent_events, suppressions or status: docs/configuration.md.`
        : `${file} has the columns of ${table}, which are never guessed. Name the file under ${table} in gatekeeper.yaml, and check every column there: docs/configuration.md.`,
    ofPeople: (columns) =>
      `${columns.join(", ")} tell of customers: give a file with one customer a record for customers and contact_points.`,
    stillNeeded: (tables) =>
      `Before anybody comes onto a list it needs records of ${tables.join(", ")}: in input/, where a file with the header of each lies, or mapped in gatekeeper.yaml from files of your own.`,
    chooseFormats: (columns) =>
      `First choose formats: for ${columns.join(", ")} in gatekeeper.yaml, where the choices stand. Until then no record of theirs can be read, and a run is refused.`,
    because: (from, shape) =>
      [from.length === 0 ? "" : "its name says so", shape === null ? "" : (SHAPES_EN[shape] ?? "")]
        .filter((part) => part !== "")
        .join(", "),
    whichFormats: (from) =>
      `How ${from.length === 1 ? "is" : "are"} ${from.join(", ")} written? The first values do not tell, so nothing is guessed, and none can be read until gatekeeper.yaml says which of these holds:`,
    byHand: (file, columns) =>
      `${file}: ${columns.join(", ")} may say something about consent, refusals or a state that forbids contact. Nobody guesses what the values mean: map them by hand, under opt_out, consent_events, suppressions or status.`,
    unused: (columns) => `not used: ${columns.join(", ")}`,
    proposedFrom: (file) => `Proposed from the header and the first records of ${file}: check every line.`,
  },
  "zh-CN": {
    questions: {
      name: "项目的简称（小写字母、数字、连字符）",
      controller: "对数据负责的企业",
      "time-zone": "订单和日期所用的时区",
      currency: "金额的币种",
      country: "未注明国家的电话号码所属的国家",
      language: "报表的语言：en 或 zh-CN",
    },
    isSampleWanted: "是否先用一家虚构商店的数据试用全部功能（y/n）",
    isProposalRight: "是否写入 gatekeeper.yaml 供您核对（y/n）",
    nothingMade: "未创建任何内容。",
    yes: ["y", "yes", "是"],
    no: ["n", "no", "否"],
    fileIs: (file, tables) => `${file} 看起来是 ${tables.join("、")}：`,
    fileIsNothing: (file, table, missing) =>
      `${file} 无法识别为输入表。它最接近 ${table}，但${missing.join("，且")}。请手工映射：docs/configuration.md。`,
    columnMissing: (column, from, isBlank) => {
      if (from === null) return `没有像 ${column} 的列`;
      return isBlank ? `“${from}”没有可按 ${column} 读取的值` : `“${from}”的值无法按 ${column} 读取`;
    },
    fileIsNeverGuessed: (file, table) =>
      table === null
        ? `${file} 的文件名涉及同意、拒绝或状态，因此不据此提出任何映射。其含义不作猜测：请在 opt_out、consent_events、suppressions 或 status 下手工映射：docs/configuration.md。`
        : `${file} 具有 ${table} 的列，此类内容从不猜测。请在 gatekeeper.yaml 的 ${table} 下写明该文件，并逐列核对：docs/configuration.md。`,
    ofPeople: (columns) =>
      `${columns.join("、")} 涉及客户：请另备每位客户一条记录的文件，用于 customers 和 contact_points。`,
    stillNeeded: (tables) =>
      `名单上要有人，还需要 ${tables.join("、")} 的记录：请放入 input/ 中已有表头的同名文件，或在 gatekeeper.yaml 中映射自己的文件。`,
    chooseFormats: (columns) =>
      `请先在 gatekeeper.yaml 中为 ${columns.join("、")} 选定 formats:，可选的写法已列在那里。在此之前无法读取相应的记录，运行会被拒绝。`,
    because: (from, shape) =>
      [from.length === 0 ? "" : "列名如此", shape === null ? "" : (SHAPES_ZH[shape] ?? "")]
        .filter((part) => part !== "")
        .join("，"),
    whichFormats: (from) =>
      `${from.join("、")} 采用哪种写法？开头的值无法判定，因此不作猜测；在 gatekeeper.yaml 中写明是下列哪一种之前，这些值无法读取：`,
    byHand: (file, columns) =>
      `${file}：${columns.join("、")} 可能涉及同意、拒绝或禁止联系的状态。其含义不作猜测：请在 opt_out、consent_events、suppressions 或 status 下手工映射。`,
    unused: (columns) => `未使用：${columns.join("、")}`,
    proposedFrom: (file) => `根据 ${file} 的表头和开头的记录提出，请逐行核对。`,
  },
};
