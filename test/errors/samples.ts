import type * as errors from "../../src/errors.ts";
import type { LocalizedText } from "../../src/language.ts";
import { AFTER_RELEASE_SAMPLES } from "./after-release-samples.ts";
import { CLUSTER_SAMPLES } from "./cluster-samples.ts";
import { EXPORT_AUDIT_SAMPLES } from "./export-audit-samples.ts";
import { EVIDENCE_SAMPLES } from "./evidence-samples.ts";
import { FILE_SAMPLES } from "./file-samples.ts";
import { KEY_SAMPLES } from "./key-samples.ts";
import { NOTICE_SAMPLES } from "./notice-samples.ts";
import { RELEASE_SAMPLES } from "./release-samples.ts";
import { REGISTER_SAMPLES } from "./register-samples.ts";
import { RULES_SAMPLES } from "./rules-samples.ts";
import { SEGMENTATION_SAMPLES } from "./segmentation-samples.ts";

type ErrorName = {
  [Name in keyof typeof errors]: (typeof errors)[Name] extends errors.ErrorDefinition<never> ? Name : never;
}[keyof typeof errors];

/** Details to word each error with, several where the words depend on them. */
type Samples = { readonly [Name in ErrorName]: readonly Parameters<(typeof errors)[Name]>[0][] };

const REASON: LocalizedText = { en: "it is not there", "zh-CN": "它不存在" };
const WHERE: LocalizedText = { en: "rfm.bins", "zh-CN": "rfm.bins" };
const THE_FILE: LocalizedText = { en: "the file", "zh-CN": "该文件" };
const HOLDER: LocalizedText = {
  en: "process 7 on night-job (run), since 2026-11-01",
  "zh-CN": "night-job 上的进程 7（run），自 2026-11-01 起",
};
const FILE = "input/consent.csv";
const MISSPELT = [undefined, "spring-call"] as const;

/** A sample for every error; one that is forgotten does not compile. */
export const SAMPLES: Samples = {
  ...AFTER_RELEASE_SAMPLES,
  ...CLUSTER_SAMPLES,
  ...EVIDENCE_SAMPLES,
  ...EXPORT_AUDIT_SAMPLES,
  ...FILE_SAMPLES,
  ...KEY_SAMPLES,
  ...RELEASE_SAMPLES,
  ...REGISTER_SAMPLES,
  ...RULES_SAMPLES,
  ...NOTICE_SAMPLES,
  ...SEGMENTATION_SAMPLES,
  asOfMissing: [{}],
  usageInvalid: [{ message: { en: "--as-of needs a value", "zh-CN": "--as-of 需要一个值" } }],
  memoryLimitInvalid: [{ text: "much" }],
  threadsInvalid: [{ received: "many" }],
  folderNotEmpty: [{ folder: "shop" }],
  formatWithoutTable: [{ command: "explain", format: "csv" }],
  fileExists: [{ path: "keys/callhouse.agekey" }],
  stopsFileBroken: [
    { problem: "format" },
    { problem: "version" },
    { problem: "line" },
    { problem: "end" },
    { problem: "hash" },
    { problem: "id" },
    { problem: "erased" },
  ],
  headerIsData: [{ file: FILE }],
  inputEnded: [{}],
  answerUnclear: [{}],
  settingEmpty: [{}],
  sampleAndFiles: [{}],
  fileNotThere: [
    { file: "orders.csv", isFolder: false },
    { file: "orders", isFolder: true },
  ],
  runPruned: [{ run: "run-0123456789abcdef0123" }],
  modelTableUnknown: [undefined, "customers"].map((nearest) => ({ table: "custmers", nearest, known: ["customers"] })),
  optOutOfNothing: [{ column: "do_not_call" }],
  provenanceContradicts: [
    { source: "partner", channel: "bought_list" },
    { source: "partner", channel: "web" },
  ],
  schemaUnknown: [
    { name: "campain", suggestion: "campaign", known: ["campaign", "vendor"] },
    { name: "x", suggestion: undefined, known: ["campaign", "vendor"] },
  ],
  targetUnknown: [
    { target: "producton", suggestion: "production", known: ["laptop", "production"] },
    { target: "x", suggestion: undefined, known: [] },
  ],
  notOverridable: [{ key: "project.currency" }],
  variableUnknown: [
    { name: "GK_RFM__BIN", suggestion: "GK_RFM__BINS" },
    { name: "GK_X", suggestion: undefined },
  ],
  variableRepeated: [{ name: "GK_RFM__BINS", other: "GK_RFM", key: "rfm.bins" }],
  memorySizeInvalid: [{ text: "much" }],
  nodeTooOld: [{ version: "18.0.0", needed: ">=20.19" }],
  engineNotLocked: [{ freedom: "read" }, { freedom: "configure" }, { freedom: "extend" }],
  engineUnusable: [{ reason: "IO Error" }],
  timeZonesDisagree: [{ zone: "Asia/Shanghai", at: "2026-01-01 00:00:00" }],
  diskScarce: [{ free: "1.0 GB", needed: "4.0 GB" }],
  memoryScarce: [{ available: "1.0 GB", limit: "1.6 GB" }],
  openToOthers: [
    { path: "keys", mode: "0755", others: 0 },
    { path: "keys", mode: "0755", others: 2 },
  ],
  keyOpenToOthers: [{ path: "keys/reference.key", mode: "0644", others: 0 }],
  hardLinksMissing: [{ path: "shop", systemCode: "EPERM" }],
  leftoversFound: [{ count: 1 }, { count: 3 }],
  projectMissing: [{ directory: "shop" }],
  configurationUnreadable: [{ why: REASON }],
  purposeUnknown: MISSPELT.map((suggestion) => ({ purpose: "marketng", suggestion })),
  yamlBroken: [{ why: REASON }],
  yamlKeyRepeated: [{ key: "lists" }],
  keyUnknown: [
    { key: "bin", where: WHERE, suggestion: "bins", known: ["bins", "map"] },
    { key: "bin", where: THE_FILE, suggestion: undefined, known: ["bins"] },
  ],
  notCarriedOut: [
    { word: "notices", where: WHERE },
    { word: "notices", where: THE_FILE },
  ],
  keyMissing: [
    { key: "id", where: THE_FILE, expected: { en: "an id", "zh-CN": "一个 id" } },
    { key: "bins", where: WHERE, expected: { en: "1 | 2", "zh-CN": "1 | 2" } },
  ],
  valueType: [
    { where: WHERE, expected: REASON, received: { en: "a list", "zh-CN": "列表" }, remedy: undefined },
    {
      where: THE_FILE,
      expected: { en: "{ en: … }", "zh-CN": "{ en: … }" },
      received: { en: '"x"', "zh-CN": "“x”" },
      remedy: { en: 'Put it in quotes: "1".', "zh-CN": '请加上引号："1"。' },
    },
  ],
  valueNotAllowed: [
    { where: WHERE, value: { en: '"grs"', "zh-CN": "“grs”" }, allowed: ["net", "gross"], suggestion: "gross" },
    { where: WHERE, value: { en: '"x"', "zh-CN": "“x”" }, allowed: ["net"], suggestion: undefined },
  ],
  numberOutOfRange: [
    { where: WHERE, value: "1", side: "less", limit: "2" },
    { where: WHERE, value: "11", side: "more", limit: "10" },
  ],
  idInvalid: [{ id: "Spring Call" }],
  idRepeated: (["source", "campaign", "report", "vendor"] as const).map((what) => ({
    what,
    id: "spring",
    first: "campaigns/spring.yaml:1:5",
  })),
  durationInvalid: [{ text: "30m" }],
  shareInvalid: [{ text: "2" }],
  dateInvalid: [{ text: "2026-02-30" }],
  timeZoneUnknown: MISSPELT.map((suggestion) => ({ name: "Asia/Shanghay", suggestion })),
  codeUnknown: [
    { what: "currency", value: "RMB", suggestion: "CNY" },
    { what: "country", value: "XX", suggestion: undefined },
  ],
  inputTableUnknown: MISSPELT.map((suggestion) => ({ table: "orders", suggestion, known: ["transactions"] })),
  columnUnknown: [
    { column: "age", table: "customers", suggestion: undefined, mayBeDeclared: true },
    { column: "Age", table: "customers", suggestion: undefined, mayBeDeclared: false },
    { column: "amont", table: "transactions", suggestion: "amount", mayBeDeclared: false },
  ],
  columnNotMapped: [{ column: "amount", table: "transactions" }],
  nameInvalid: [{ name: "Best Time" }],
  formatUndecided: [{ file: "input/data.txt" }],
  keyOfOtherFormat: [{ key: "csv", format: "parquet" }],
  formatInvalid: [
    { format: "dd/mm/yyyy", message: REASON, remedy: { en: "Write M for months.", "zh-CN": "月份请写 M。" } },
  ],
  pivotMissing: [{ format: "d/M/yy" }],
  pivotUnused: [{}],
  signRepeated: [{ sign: "," }],
  typeUnused: MISSPELT.map((suggestion) => ({ column: "Quantty", suggestion })),
  sizeInvalid: [{ text: "much" }],
  namesAlike: [{ one: "Total", other: "total" }],
  fileOfAnotherKind: ["zip", "gzip", "parquet", "json"].map((kind) => ({ file: FILE, kind })),
  textMalformed: [{ file: FILE, record: 3, encoding: "gb18030" }],
  lineTooLong: [{ file: FILE, record: 3, limitBytes: 1_048_576 }],
  columnNested: [{ file: FILE, column: "tags", type: "VARCHAR[]" }],
  linesMissing: [{ file: FILE }],
  exchangeRateUnreadable: [
    { file: FILE, record: 3, column: "rate", others: 0 },
    { file: FILE, record: 3, column: "", others: 2 },
  ],
  exchangeRatesDiffer: [0, 2].map((others) => ({
    currency: "USD",
    day: "2026-01-01",
    first: { file: FILE, record: 1 },
    second: { file: "input/b.csv", record: 7 },
    others,
  })),
  exchangeRateMissing: [1, 3].map((lines) => ({
    currency: "USD",
    own: "CNY",
    file: FILE,
    lines,
    record: 4,
    day: "2026-01-03",
    firstDay: "2026-01-02",
  })),
  convertedAmountTooLarge: [
    { file: FILE, record: 3, others: 0 },
    { file: FILE, record: 3, others: 2 },
  ],
  ownCurrencyNotOne: [{ currency: "CNY", file: FILE, record: 3 }],
  tooManyBrokenRecords: [{ file: FILE, records: 500_000 }],
  extraColumnTaken: [{ column: "region" }],
  listColumnUnknown: MISSPELT.map((suggestion) => ({ column: "fone", allowed: ["phone", "full_name"], suggestion })),
  listColumnRefused: [{ column: "monetary", why: REASON, allowed: ["phone", "full_name"] }],
  vendorUnknown: MISSPELT.map((suggestion) => ({ vendor: "callhose", suggestion })),
  recipientInvalid: [{}],
  recipientMissing: [{ vendor: "callhouse" }],
  sendIncomplete: [{}],
  sendBackwards: [{ why: { en: "for: is nothing", "zh-CN": "for: 的时长为零" } }],
  exclusionUnknown: [
    ...MISSPELT.map((suggestion) => ({ campaign: "winter-cal", isSelf: false, suggestion })),
    { campaign: "spring-call", isSelf: true, suggestion: undefined },
  ],
  budgetOrderUnknown: MISSPELT.map((suggestion) => ({ name: "monetry", suggestion, numbers: ["monetary", "orders"] })),
  funnelMissing: [{ word: "funnel_target" }],
  serviceRestricted: [{ why: { en: "is for direct_marketing", "zh-CN": "用于 direct_marketing" } }],
  valueRepeated: [{ where: WHERE, value: "phone" }],
  asOfInvalid: [
    { option: "--as-of", text: "2026-02-30", why: { en: "is not a day of the calendar", "zh-CN": "不是日历上的日期" } },
    {
      option: "--as-of",
      text: "0001-01-01",
      why: { en: "is not in the years 1 to 9999 of UTC", "zh-CN": "不在 UTC 公元 1 年至 9999 年之间" },
      isOutOfRange: true,
    },
  ],
  textUnprintable: [{ character: "\n" }, { character: "\t" }, { character: "\u001B" }],
  filesMissing: [{ path: "campaigns/spring.yaml" }],
  choicesOfNobody: [{}],
  textMissing: [{}],
  expressionInvalid: [{ message: REASON, remedy: { en: "Write it.", "zh-CN": "请写出。" } }],
  audienceInvalid: [{ message: REASON, remedy: { en: "Write it.", "zh-CN": "请写出。" } }],
  nothingToRelease: [{ run: "run-0123456789abcdef0123" }],
  configurationChanged: [{ run: "run-0123456789abcdef0123" }],
  sendWindowPast: [{ campaign: "spring-call", to: "2026-10-01", asOf: "2026-11-01" }],
  projectLocked: [{ holder: HOLDER }],
  leaseLost: [{ fence: 3, holder: HOLDER }],
  outputNotWritable: [{ path: ".gatekeeper/tmp", systemCode: "ENOSPC" }],
  journalBroken: [
    { path: "journal.jsonl", place: 4, verdict: "altered" },
    { path: "journal.jsonl", place: 4, verdict: "broken_link" },
    { path: "journal.jsonl", place: 4, verdict: "reordered" },
    { path: "journal.jsonl", place: "head-0000000004.json", verdict: "forged" },
  ],
  journalCutShort: [
    { path: "journal.jsonl", verdict: "removed" },
    { path: "journal.jsonl", verdict: "truncated" },
    { path: "journal.jsonl", verdict: "heads_missing" },
  ],
  journalKeyOther: [{ path: "journal.jsonl" }],
  journalKeyMissing: [{ path: "keys/journal.key" }],
  signingKeyInvalid: [{ what: "journal" }, { what: "officer" }],
  journalMoved: [{ path: "journal.jsonl", expectedBytes: 400, bytes: 420 }],
  artefactExists: [{ path: ".gatekeeper/runs/run-0123456789abcdef0123" }],
  ageRecipientInvalid: [{ received: { en: '"age1x"', "zh-CN": "“age1x”" } }],
  stateUnreadable: [
    { what: { en: "stops store", "zh-CN": "停止联系的存储" }, path: "state/stops/index.json" },
    { what: { en: "record of release r-1", "zh-CN": "发布 r-1 的记录" }, path: "releases/r-1/private/release.json" },
  ],
  stopsNotAsRecorded: [{ path: "state/stops/index.json" }, { hidden: "input/events.csv, 3" }],
  outcomesNotAsRecorded: [
    { path: "state/outcomes/0a.parquet", problem: "missing" },
    { path: "state/outcomes/0a.parquet", problem: "altered" },
    { path: "state/outcomes/0a.parquet", problem: "unrecorded" },
  ],
  writtenListDiffers: [{ campaign: "spring-call", difference: REASON }],
  stagedListAltered: [{ campaign: "spring-call", run: "run-0123456789abcdef0123" }],
  engineOutOfResources: [{ kind: "Out of Memory Error" }],
  unexpectedError: [{ kind: "assertion failed: a listed person has a contact point" }, { kind: "ENOSPC on write" }],
  engineRefusedStatement: [{ kind: "Binder Error" }],
  auditFailed: [
    { audit: "gate.findings grain", rows: 1 },
    { audit: "gate.findings grain", rows: 2 },
  ],
};
