import { matchedByInChinese } from "./matching-tier.ts";
import { capOf } from "./cap-evidence.ts";
import { DATA_MODEL_MESSAGES_ZH_CN } from "./data-model-messages.ts";
import type { ReportDimension, ReportMeasure } from "../domain/report.ts";
import { lawInChinese } from "./law-zh-cn.ts";
import { CONFIGURATION_MESSAGES } from "./messages/configuration.ts";
import { BREAKS_TO_BEGIN_WITH } from "./collapsed-score.ts";
import type { Messages, MomentOfRun } from "./messages.ts";
import { DOCTOR_MESSAGES } from "./messages/doctor.ts";
import { AUDIT_MESSAGES } from "./messages/audit.ts";
import { EXPORT_AUDIT_MESSAGES } from "./messages/export-audit.ts";
import { EVIDENCE_MESSAGES } from "./messages/evidence.ts";
import { INIT_MESSAGES } from "./messages/init.ts";
import { APPROVAL_MESSAGES } from "./messages/approvals.ts";
import { KEYGEN_MESSAGES } from "./messages/keygen.ts";
import { MAP_MESSAGES } from "./messages/maps.ts";
import { PLANNED_REPORT_MESSAGES } from "./messages/planned-reports.ts";
import { PRUNE_MESSAGES } from "./messages/prune.ts";
import { LIST_MESSAGES } from "./messages/lists.ts";
import { ERASE_MESSAGES } from "./messages/erase.ts";
import { FEEDBACK_MESSAGES } from "./messages/feedback.ts";
import { RECALL_MESSAGES } from "./messages/recall.ts";
import { SCRUB_MESSAGES } from "./messages/scrub.ts";
import { STOPS_MESSAGES } from "./messages/stops.ts";

/** What became of a candidate. */
const OUTCOMES: Readonly<Record<string, string>> = {
  listed: "已列入名单",
  refused: "被拦截",
  held_out: "留作对照组",
};

const REPORT_COLUMNS: Readonly<Record<ReportDimension | ReportMeasure, string>> = {
  segment: "客户分群",
  as_of: "截止时点",
  previous_segment: "此前的客户分群",
  stability: "分群稳定性",
  revenue_group: "销售额分组",
  region: "地区",
  country: "国家",
  language: "语言",
  gender: "性别",
  category: "品类",
  channel: "渠道",
  cohort_month: "首购月份",
  cohort_quarter: "首购季度",
  cohort_year: "首购年份",
  r_score: "R 评分",
  f_score: "F 评分",
  m_score: "M 评分",
  purchase_status: "购买状态",
  due: "回购进度",
  funnel_stage: "漏斗阶段",
  purchasing_power: "购买力",
  customers: "客户数",
  orders: "订单数",
  revenue: "销售额",
  mean_order_value: "平均订单金额",
  customer_share: "客户占比",
  order_share: "订单占比",
  revenue_share: "销售额占比",
  median_r_score: "R 评分中位档",
  median_f_score: "F 评分中位档",
  median_m_score: "M 评分中位档",
  cumulative_customer_share: "累计客户占比",
  cumulative_revenue_share: "累计销售额占比",
  gini: "基尼系数",
  contactable_call: "电话可联系客户数",
  contactable_call_share: "电话可联系占比",
  contactable_automated_call: "自动外呼可联系客户数",
  contactable_automated_call_share: "自动外呼可联系占比",
  contactable_sms: "短信可联系客户数",
  contactable_sms_share: "短信可联系占比",
  contactable_email: "电子邮件可联系客户数",
  contactable_email_share: "电子邮件可联系占比",
  contactable_post: "邮寄可联系客户数",
  contactable_post_share: "邮寄可联系占比",
  contactable_visit: "上门可联系客户数",
  contactable_visit_share: "上门可联系占比",
};

/** What the program says, in Simplified Chinese. */
export const MESSAGES_ZH_CN: Messages = {
  filesSoFar: (loaded, found, records) =>
    `已加载 ${loaded}/${found} 个文件${loaded === 0 ? "" : `，${records} 条记录`}`,
  fileLoaded: (file, records, rejected, excluded) =>
    `${file}：${records} 条记录，拒收 ${rejected} 条，排除 ${excluded} 条`,
  runFinished: (runId) => `运行 ${runId} 已完成。`,
  runKnown: (runId) => `运行 ${runId} 此前已完成：输入、配置和状态均相同，没有重复执行。`,
  stoppedAfter: (stage) => `已按要求在阶段 ${stage} 之后停止。没有生成待发布名单，也没有公布任何内容。`,
  asOfWanted: "截止到哪一天？只计此前的购买（YYYY-MM-DD）",
  planned: (asOf) => `截至 ${asOf} 的预演：没有写入任何内容。名单和报表由 run 生成。`,
  candidates: "受众人数",
  listed: "列入名单",
  heldOut: "留作对照组",
  refusedBecause: (reasonClass) => `拦截：${reasonClass}`,
  withoutRules: "所在地没有已知规则",
  peopleToTell: (notice, version, people) =>
    `告知书 ${notice} 有变更：须将版本 ${version} 告知 ${people} 人；名单见 private/people_to_tell.parquet`,
  withheldNote: (minimumUnits) => `[c]：已隐去，因为不足 ${minimumUnits} 人，或会让人推算出这样的数字。`,
  reasonClasses: {
    absolute: "已故、未成年、法律保全、限制处理或待删除",
    subject: "本人拒绝",
    register: "在抑制名单上",
    basis: "没有有效的同意",
    data_use: "未同意某项数据使用",
    record: "记录无法识别、重复或为测试记录",
    contact_point: "没有可用的联系方式",
    preference: "个人偏好",
    window: "不在可联系时段",
    allocation: "联系方式已被使用或达到频次上限",
    system: "拒绝联系名单不可用",
  },
  approvalNone: "approval: none，无人批准",
  approvalRequired: "approval: required，批准后才能发布",
  stagedList: "待发布名单",
  report: "报表",
  nothingToCompare: (asOf) =>
    `没有截止时点早于 ${asOf} 且仍保留数据表的运行，previous_segment 因此为 (none)。可用 --compare-as-of 指定日期，当场计算。`,
  comparedByOtherRules: (asOf, runId) =>
    `警告：previous_segment 取自截至 ${asOf} 的运行 ${runId}，其分群规则与现在不同，因此有些客户的变动只是规则变动所致。可用 --compare-as-of ${asOf} 按现在的规则重新计算。`,
  momentsOfOtherRules: (moments) =>
    `警告：各时点的分群规模略去了 ${momentsInWords(moments)}：分群规则与现在不同。重新运行这些日期即可补上。`,
  momentsNotPublished: (moments) =>
    `警告：各时点的分群规模略去了 ${momentsInWords(moments)}：该时点没有报表完整公布过分群规模。若当时没有生成报表，重新运行这些日期即可补上。`,
  cellsWithheld: (cells) => (cells === 0 ? "没有隐去单元格" : `隐去 ${cells} 个单元格`),
  evidence: "精确计数、证据",
  dataQuality: "数据质量",
  dataFindings: "数据中的可疑之处，按数据源及其占记录的比例（[c]：数量太少，不予显示）：",
  findings: (count, areNamed) =>
    count === 0 ? "没有可疑之处" : `${count} 项可疑之处${areNamed ? "" : "；用 -v 列出"}`,
  next: (command) => `下一步：${command}`,
  orWhy: (command) => `查看原因：${command}`,
  released: (releaseId) => `发布 ${releaseId}：`,
  releasedBefore: (releaseId) => `此前已发布，发布标识为 ${releaseId}。没有重复发布。`,
  releasedList: (campaign, path, removed, approval) =>
    `${campaign}：${path}（运行之后移除 ${removed} 人；${approval}）`,
  valid: (campaigns, reports, files) => `配置有效：${campaigns} 个营销活动，${reports} 份报表，${files} 个输入文件。`,
  dropped: (file, columns) => `${file}：以下列没有映射，因此不加载：${columns.join("、")}`,
  unused: (table, column, dataClass, sources) =>
    `${table}.${column}（${dataClass}；${sources}）：已加载，但没有任何营销活动、关卡或报表使用。除非外部报表需要，请从 columns: 中删去。`,
  initialised: (folder) => `已在 ${folder} 创建项目，keys/ 中有它自己的引用密钥。`,
  isMerged: (customer, person) => `客户 ${customer} 与其他客户合并为同一个人，以 ${person} 为名。`,
  explained: (campaign, customer, outcome, runId) =>
    `${campaign}：客户 ${customer} ${OUTCOMES[outcome] ?? outcome}（运行 ${runId}）`,
  law: (law) => `法规：${lawInChinese(law)}`,
  citation: (law) => (law === "none" ? "" : lawInChinese(law)),
  denial: ({ word, sourceKey, purpose, channel, startAt, sourceId, file, record, tier }) => {
    const since = startAt === null ? "任何时间（没有可以识别的日期）" : `自 ${startAt} UTC 起`;
    const place = file ?? `数据源 ${sourceId} 的早先文件`;
    return `${word}（${sourceKey ?? "无编号"}），用途 ${purpose}，渠道 ${channel}，${since}；${place} 第 ${record} 条记录${matchedByInChinese(tier)}`;
  },
  evidenceOn: (contactKey, evidence) => `${contactKey}：${evidence}`,
  otherEvidence: evidenceInChinese,
  gatesPassed: (count, isAll) => (isAll ? `全部 ${count} 道关卡均未命中。` : `其余 ${count} 道关卡均未命中。`),
  objects: (campaign, customer, runId) =>
    `${campaign}：客户 ${customer} 不在任何依据行为挑选的受众中（运行 ${runId}）：此人已表示反对。`,
  lists: LIST_MESSAGES["zh-CN"],
  notInAudience: (campaign, customer, runId) =>
    `${campaign}：客户 ${customer} 不在受众中（运行 ${runId}）：在该次运行的截止时点，此人不满足受众条件。`,
  removedAt: (releaseId, reason) => `在发布 ${releaseId} 时又被移除：${reason}，在运行之后提出或发现。`,
  windowPast: (campaign, to) => `警告：${campaign} 的发送窗口已于 ${to} 结束。不得再按此名单联系任何人。`,
  listUnavailable: (list, campaign, place) =>
    `警告：名单 ${list} 没有记录或对 ${campaign} 而言过旧，因此${place === null ? "任何人" : `可能居住在 ${place} 的人`}均不会进入该活动的名单。`,
  nobodyToList: (tables) => `警告：没有加载到 ${tables.join("、")} 的记录，因此任何人都不会进入名单。`,
  noRecentTransaction: (days, asOf) =>
    `警告：--as-of ${asOf} 之前的 ${days} 天内没有任何交易。日期是否正确，文件是否完整？`,
  scoresCollapsed: ({ dimension, levels, bins, hasBreaks }) =>
    hasBreaks
      ? `警告：${dimension} 评分只用到 ${bins} 档中的 ${levels} 档，因为其余分界值之间没有任何客户。请将 rfm.breaks.${dimension} 与 private/scores.json 中各评分的取值范围对照。`
      : `警告：${dimension} 评分只用到 ${bins} 档中的 ${levels} 档，因为取值相同的客户过多。请为其设置分界值，例如 rfm.breaks: { ${dimension}: ${BREAKS_TO_BEGIN_WITH[dimension]} }。`,
  dataScarce: (missing) =>
    `警告：${missing["zh-CN"]}，评分和分群暂时没有多大意义。设置 rfm.strict: true 可将其视为错误。`,
  dataModel: DATA_MODEL_MESSAGES_ZH_CN,
  licenceEnds: (source, ends, campaign, to) =>
    `警告：购入名单 ${source} 的许可于 ${ends} 到期，而 ${campaign} 的发送窗口到 ${to} 才结束。仅见于该名单的人及其联系方式均不得联系。`,
  vendorTermEnds: (vendor, ends, campaign, to) =>
    `警告：供应商 ${vendor} 的约束期到 ${ends} 为止，而 ${campaign} 的发送窗口到 ${to} 才结束。交给它的名单视为向第三方披露。`,
  since: (runId) => `与运行 ${runId} 相比：`,
  change: (before, now) => `${before} → ${now}`,
  causedBy: (cause) => `原因：${cause}`,
  listColumns: {
    reference: "匿名且唯一的引用：反馈结果时用它指明这次联系",
    full_name: "姓名",
    phone: "应使用的电话号码",
    email: "应使用的电子邮箱",
    address: "应使用的邮寄地址",
    language: "此人偏好的语言",
    time_zone: "此人所在时区",
    household_id: "同一家庭的人共用此编号",
  },
  reportText: {
    columnTitle: (name) => REPORT_COLUMNS[name],
    measureTitle: (name) => REPORT_COLUMNS[name],
    all: "（合计）",
    other: "（其他）",
    about: (asOf, currency, runId, report) => `截至 ${asOf}；金额单位 ${currency}；运行 ${runId}；报表 ${report}。`,
    period: (from, before) =>
      from === null ? `统计 ${before} 之前的全部销售。` : `统计 ${from} 起至 ${before} 之前的销售。`,
    flows: (from, before) => `订单和销售额只计 ${from} 起至 ${before} 之前各日的；客户则按上述时点统计。`,
    remainder: (dimensions) => `${dimensions.join("、")} 中较小的值合并为（其他）。`,
    muchWithheld: "隐去的单元格超过五分之一：较粗的分组能显示更多内容。",
    valueStatus: {
      published: "单元格的数值；空白表示没有数值，例如没有订单时的平均值",
      partly_withheld: "单元格所列的数值；空白的合计或可联系人数已隐去",
      withheld: "没有数值：单元格的客户过少，或会使人推算出这样的单元格",
    },
    protection: (minimumUnits) => `每位客户只计一次。不足 ${minimumUnits} 位客户的单元格予以隐去，显示为 [c]。`,
    contactableProtection: (minimumUnits) =>
      `可联系人数不足 ${minimumUnits} 位，或不可联系人数不足 ${minimumUnits} 位，或会因其他数字而泄露时，予以隐去。`,
    withheldWhole: "本表整体隐去：与另一张已公布的表对照，会泄露已隐去的单元格。",
    cellsWithheld: (cells) => `隐去 ${cells} 个单元格：有的客户过少，有的会使人推算出前者。`,
    cellsPartlyWithheld: (cells) => `${cells} 个单元格隐去了部分数字，其余数字照常显示。`,
  },
  configuration: CONFIGURATION_MESSAGES["zh-CN"],
  doctor: DOCTOR_MESSAGES["zh-CN"],
  evidenceText: EVIDENCE_MESSAGES["zh-CN"],
  init: INIT_MESSAGES["zh-CN"],
  approvals: APPROVAL_MESSAGES["zh-CN"],
  keygen: KEYGEN_MESSAGES["zh-CN"],
  maps: MAP_MESSAGES["zh-CN"],
  prune: PRUNE_MESSAGES["zh-CN"],
  plannedReports: PLANNED_REPORT_MESSAGES["zh-CN"],
  stops: STOPS_MESSAGES["zh-CN"],
  erase: ERASE_MESSAGES["zh-CN"],
  feedback: FEEDBACK_MESSAGES["zh-CN"],
  recall: RECALL_MESSAGES["zh-CN"],
  scrub: SCRUB_MESSAGES["zh-CN"],
  audit: AUDIT_MESSAGES["zh-CN"],
  exportAudit: EXPORT_AUDIT_MESSAGES["zh-CN"],
};

function momentsInWords(moments: readonly MomentOfRun[]): string {
  return moments.map(({ asOf, runId }) => `${asOf}（${runId}）`).join("、");
}

function evidenceInChinese(evidence: string): string {
  if (evidence === "none allowed") return "不允许联系";
  const cap = capOf(evidence);
  return cap === null ? evidence : `${cap.window} ${cap.unit === "day" ? "天" : "小时"}内最多 ${cap.contacts} 次`;
}
