import type { LocalizedText } from "../language.ts";

/**
 * What each finding of the data says, by its name in the models `export.source_findings` and `export.data_findings`. A test
 * holds that these are all of them.
 */
export const DATA_FINDINGS: Readonly<Record<string, LocalizedText>> = {
  names_that_are_placeholders: { en: "names that stand for nothing", "zh-CN": "占位姓名" },
  names_without_letters: { en: "names without a letter", "zh-CN": "不含文字的姓名" },
  birth_dates_unreadable: { en: "dates of birth that cannot be read", "zh-CN": "不可读的出生日期" },
  birth_dates_impossible: { en: "dates of birth before 1900 or to come", "zh-CN": "早于 1900 年或在未来的出生日期" },
  birth_dates_that_are_placeholders: { en: "dates of birth that stand for nothing", "zh-CN": "占位出生日期" },
  registrations_in_the_future: { en: "registrations after the as-of day", "zh-CN": "晚于截止日的注册日期" },
  customer_ids_repeated: { en: "customer ids that several records have", "zh-CN": "重复的客户编号" },
  customers_alike: {
    en: "customers of one name, birth date and contact point",
    "zh-CN": "姓名、出生日期和联系方式都相同的客户",
  },
  customers_with_unknown_status: { en: "a status nobody knows: restricted", "zh-CN": "未知状态（按限制处理）" },
  customers_active_and_deceased: { en: "active and deceased at once", "zh-CN": "既标记在用又标记已故" },
  deceased_customers_with_late_orders: {
    en: "deceased, with an order in the last 90 days",
    "zh-CN": "已故但近 90 天有订单",
  },
  phones_unreadable: { en: "telephone numbers that are none", "zh-CN": "无效的电话号码" },
  phones_ambiguous: {
    en: "telephone numbers without a plus that could be two",
    "zh-CN": "缺少加号、可读作两个号码的电话",
  },
  emails_unreadable: { en: "e-mails that are none", "zh-CN": "无效的电子邮箱" },
  addresses_unreadable: { en: "addresses that are none", "zh-CN": "无效的地址" },
  phones_that_are_placeholders: { en: "made-up telephone numbers", "zh-CN": "占位电话号码" },
  emails_of_disposable_domains: { en: "e-mails at throw-away domains", "zh-CN": "一次性邮箱" },
  emails_of_look_alike_letters: {
    en: "e-mails with Cyrillic or Greek letters beside Latin ones",
    "zh-CN": "混用形近字母（西里尔或希腊字母）的邮箱",
  },
  contact_points_of_many_people: {
    en: "one telephone or e-mail of six people or more",
    "zh-CN": "六人及以上共用的电话或邮箱",
  },
  contact_points_repeated: {
    en: "contact points recorded twice for one customer",
    "zh-CN": "同一客户重复登记的联系方式",
  },
  dead_contact_points_preferred: {
    en: "dead contact points that are preferred",
    "zh-CN": "标为首选却已失效的联系方式",
  },
  contact_points_held_backwards: {
    en: "contact points held until before they began",
    "zh-CN": "终止日早于起始日的联系方式",
  },
  contact_points_of_unknown_customers: {
    en: "contact points of customers in no file",
    "zh-CN": "客户档案中没有的客户的联系方式",
  },
  consent_events_of_unknown_customers: {
    en: "statements of wishes of customers in no file",
    "zh-CN": "客户档案中没有的客户的同意事件",
  },
  denials_with_unknown_purpose: {
    en: "refusals of an unknown purpose: they bind all",
    "zh-CN": "用途未知的拒绝（按拒绝一切处理）",
  },
  consent_times_unreadable: { en: "statements of wishes whose time cannot be read", "zh-CN": "时间不可读的同意事件" },
  consents_that_end_before_they_start: { en: "consents that end before they start", "zh-CN": "结束早于开始的同意" },
  consents_against_refusals: {
    en: "a yes beside the person's no, undated or from somebody who cannot lift it: the no binds",
    "zh-CN": "本人已拒绝，却由无权解除者录入或未注明时间的同意（拒绝仍然有效）",
  },
  consent_event_ids_repeated: { en: "event ids that several statements have", "zh-CN": "重复的同意事件编号" },
  suppressions_that_end_before_they_start: {
    en: "suppressions that end before they start: they do not end",
    "zh-CN": "结束早于开始的禁止联系记录（视为永不结束）",
  },
  stated_contact_points_unreadable: {
    en: "statements and contacts with a contact point that is none",
    "zh-CN": "所写联系方式不可读的同意事件或联系记录",
  },
  outcomes_of_unknown_customers: {
    en: "opt-outs and complaints of customers in no file",
    "zh-CN": "客户档案中没有的客户的退出或投诉",
  },
  suppressions_of_unknown_customers: {
    en: "suppressions of customers in no file",
    "zh-CN": "禁止联系名单中不在客户档案里的客户",
  },
  opt_outs_unreadable: {
    en: "opt-outs in words nobody knows: they refuse",
    "zh-CN": "内容不可读的退出列（按退出处理）",
  },
  preferences_of_unknown_customers: {
    en: "preferences of customers in no file",
    "zh-CN": "客户档案中没有的客户的偏好",
  },
  preferences_unreadable: { en: "preferences that cannot be read: they refuse", "zh-CN": "不可读的偏好（按拒绝处理）" },
  interactions_of_unknown_customers: {
    en: "interactions of customers in no file",
    "zh-CN": "客户档案中没有的客户的互动",
  },
  interaction_ids_repeated: { en: "interaction ids that several records have", "zh-CN": "重复的互动编号" },
  preference_event_ids_repeated: { en: "event ids that several preferences have", "zh-CN": "重复的偏好事件编号" },
  merges_undone_before_they_began: {
    en: "merges undone before they began: they stand",
    "zh-CN": "撤销早于合并的合并记录（仍视为合并）",
  },
  merges_of_different_birth_dates: {
    en: "merges of customers with different dates of birth",
    "zh-CN": "合并了出生日期不同的客户",
  },
  transactions_without_customer: { en: "transactions without a customer", "zh-CN": "没有客户的交易" },
  orders_before_1970: { en: "orders before 1970", "zh-CN": "早于 1970 年的订单" },
  orders_after_as_of: { en: "orders at the as-of moment or after", "zh-CN": "截止时点及以后的订单" },
  transaction_lines_repeated: {
    en: "lines that repeat an earlier one in every column",
    "zh-CN": "所有列都与之前某行相同的交易行",
  },
  customers_bought_without_record: {
    en: "people who bought and are in no file of customers",
    "zh-CN": "有购买记录但不在客户档案中的人",
  },
  people_without_positive_value: {
    en: "people whose purchases sum to nothing or less",
    "zh-CN": "消费金额合计不大于零的人",
  },
};
