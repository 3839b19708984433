import type { CampaignList } from "../../domain/campaign.ts";
import type { Language } from "../../language.ts";

/** What `explain` says of the list that a campaign starts from. */
export interface ListMessages {
  /** Somebody is in no audience because the campaign starts from a list that does not have them. */
  readonly startsElsewhere: (campaign: string, customer: string, runId: string) => string;
  readonly isOn: (list: CampaignList) => string;
  readonly isNotOn: (list: CampaignList) => string;
  /** One of the facts that decided it, by its column. */
  readonly fact: (name: string, value: string) => string;
}

/** Columns of the tables that lists are made of; a column that is not here is told by its own name. */
const FACTS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  last_order_date: { en: "last order", "zh-CN": "最近一次下单" },
  median_gap_days: { en: "median days between orders", "zh-CN": "下单间隔中位数（天）" },
  rhythm_of: { en: "whose rhythm it is", "zh-CN": "节奏取自" },
  expected_date: { en: "expected to buy on", "zh-CN": "预计购买日" },
  is_expected: { en: "should have bought in the period", "zh-CN": "本期应购买" },
  has_bought: { en: "bought in the period", "zh-CN": "本期已购买" },
  is_overdue: { en: "overdue at the as-of day", "zh-CN": "截止时点已逾期" },
  purchase_status: { en: "purchase status", "zh-CN": "购买状态" },
  value_numerator: { en: "value at risk, numerator", "zh-CN": "流失风险金额的分子" },
  value_denominator: { en: "value at risk, denominator", "zh-CN": "流失风险金额的分母" },
  days_since_order: { en: "days since the last order", "zh-CN": "距最近一次下单天数" },
  due: { en: "due class", "zh-CN": "回购进度" },
  is_in_target_market: { en: "in the target market", "zh-CN": "属于目标市场" },
  last_intention_at: { en: "newest intention that counts (UTC)", "zh-CN": "最近的有效购买意向（UTC）" },
  is_expected_soon: { en: "expected to buy within the short term", "zh-CN": "预计短期内购买" },
  purchasing_power: { en: "purchasing power", "zh-CN": "购买力" },
  funnel_stage: { en: "funnel stage", "zh-CN": "漏斗阶段" },
};

const WORDS: Readonly<Record<string, string>> = {
  true: "是",
  false: "否",
  person: "本人",
  segment: "所在分群",
  everybody: "全体客户",
  should_have_and_bought: "应购已购",
  should_have_not_bought: "应购未购",
  other_bought: "其他已购",
  other_not_bought: "其他未购",
  not_due: "未到期",
  due_soon: "即将到期",
  due: "到期",
  overdue: "逾期",
  long_overdue: "长期逾期",
  target: "目标客户",
  potential: "潜在客户",
  target_market: "目标市场",
  outside: "目标市场之外",
  strong: "强",
  weak: "弱",
  none: "无",
};

export const LIST_MESSAGES: Readonly<Record<Language, ListMessages>> = {
  en: {
    startsElsewhere: (campaign, customer, runId) =>
      `${campaign}: customer ${customer} is not in the audience (run ${runId}): the campaign starts from a list that they are not on.`,
    isOn: (list) => `  The person is on the list ${list} of the run:`,
    isNotOn: (list) => `  The person is not on the list ${list} of the run:`,
    fact: (name, value) => `${FACTS[name]?.en ?? name}: ${{ true: "yes", false: "no" }[value] ?? value}`,
  },
  "zh-CN": {
    startsElsewhere: (campaign, customer, runId) =>
      `${campaign}：客户 ${customer} 不在受众中（运行 ${runId}）：该营销活动从一份名单开始，而此人不在其上。`,
    isOn: (list) => `  此人在该次运行的名单 ${list} 上：`,
    isNotOn: (list) => `  此人不在该次运行的名单 ${list} 上：`,
    fact: (name, value) => `${FACTS[name]?.["zh-CN"] ?? name}：${WORDS[value] ?? value}`,
  },
};
