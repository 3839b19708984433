/** What a column of somebody's file may mean: columns of the input tables, and what those can be made of. */
export const MEANINGS = [
  "transaction_id",
  "line_id",
  "customer_id",
  "ordered_at",
  "amount",
  "quantity",
  "unit_price",
  "currency",
  "kind",
  "original_transaction_id",
  "article",
  "channel",
  "category",
  "store_id",
  "region",
  "country",
  "language",
  "full_name",
  "first_name",
  "last_name",
  "birth_date",
  "gender",
  "time_zone",
  "household_id",
  "registered_at",
  "phone",
  "email",
  "address",
  "point_kind",
  "point_value",
] as const;

export type Meaning = (typeof MEANINGS)[number];

/**
 * How files name what they hold, in English and Chinese, as they are compared: small letters and digits only. A name that
 * contains one of them may mean the same; a whole one does.
 */
export const COLUMN_WORDS: Readonly<Record<Meaning, string>> = {
  transaction_id:
    "transactionid orderid orderno ordernumber ordernum invoice invoiceid invoiceno invoicenumber receiptid receiptno receiptnumber saleid txnid tradeno billno documentno 订单号 订单编号 订单id 交易号 交易编号 单据号 流水号 小票号 发票号 销售单号",
  line_id: "lineid lineno linenumber orderlineid orderitemid 行号 明细号 明细编号 行项目",
  customer_id:
    "customerid custid customerno customernumber customercode clientid clientno clientnumber memberid memberno membernumber userid accountid buyerid personid 客户编号 客户号 客户id 客户代码 客户编码 会员号 会员编号 会员id 会员卡号 顾客编号 用户id 用户编号 买家id",
  ordered_at:
    "orderdate ordertime orderedat orderdatetime invoicedate transactiondate transactiontime purchasedate purchasedat purchasetime saledate paidat paymentdate paymenttime 下单时间 下单日期 订单时间 订单日期 交易时间 交易日期 购买时间 购买日期 付款时间 支付时间 销售日期 成交时间",
  amount:
    "amount total totalamount orderamount ordertotal linetotal linetotalamount netamount salesamount amountpaid totalprice 金额 订单金额 总金额 实付金额 支付金额 付款金额 成交金额 销售额 消费金额 总价 实收金额",
  quantity: "quantity qty units 数量 件数 购买数量",
  unit_price: "unitprice itemprice priceperunit 单价 商品单价",
  currency: "currency currencycode 币种 货币",
  kind: "kind transactiontype transactionkind ordertype 交易类型 订单类型",
  original_transaction_id:
    "originalorder originalorderid originalorderno originaltransactionid refundedorder 原订单号 原单号 原交易号",
  article:
    "article articleid articleno articlenumber articlecode sku skuid skucode productid productno productcode productnumber itemid itemno itemcode itemnumber stockcode 货号 商品编号 商品编码 商品id 商品代码 商品货号 产品编号 产品编码 款号 条形码",
  channel: "channel saleschannel orderchannel 渠道 销售渠道 下单渠道",
  category: "category productcategory itemcategory department 类目 品类 分类 商品类别",
  store_id: "store storeid storeno storecode shop shopid branch branchid 门店 门店编号 店铺 店铺id",
  region: "region province state area 省份 地区 区域 大区 所在地区",
  country: "country countrycode nation 国家 国家代码 国别",
  language: "language lang locale preferredlanguage 语言 首选语言",
  full_name: "fullname customername clientname membername contactname 姓名 客户姓名 顾客姓名 会员姓名 客户名称 收货人",
  first_name: "firstname givenname forename",
  last_name: "lastname surname familyname 姓氏",
  birth_date: "birthdate dateofbirth dob birthday 生日 出生日期",
  gender: "gender sex 性别",
  time_zone: "timezone 时区",
  household_id: "householdid household familyid 家庭编号 家庭id",
  registered_at:
    "registeredat registered registrationdate signupdate signedupat joindate joinedat membersince createdat createdon 注册时间 注册日期 入会时间 入会日期 创建时间 建档日期",
  phone:
    "phone phonenumber telephone tel mobile mobilephone mobilenumber cell cellphone landline homephone workphone contactnumber 手机 手机号 手机号码 电话 电话号码 联系电话 移动电话 座机 固定电话",
  email: "email emailaddress mail mailaddress 邮箱 电子邮箱 电子邮件 邮件地址 邮箱地址",
  address:
    "address postaladdress streetaddress shippingaddress homeaddress 地址 邮寄地址 收货地址 家庭住址 通讯地址 联系地址 详细地址",
  point_kind: "contacttype contactkind pointkind 联系方式类型",
  point_value: "contactvalue contactpoint pointvalue contact 联系方式",
};

/** Names too common to mean anything by themselves: they count in the table where they are usual, and as whole names only. */
export const COMMON_WORDS: Readonly<Partial<Record<Meaning, string>>> = {
  transaction_id: "id no number code 编号 单号",
  customer_id: "id no number code customer client member user 编号 客户 会员",
  ordered_at: "date time datetime createdat 日期 时间",
  amount: "price value revenue sales paid 价格",
  unit_price: "price 价格",
  kind: "type 类型",
  full_name: "name 名字 名称",
  region: "city 城市 省",
  birth_date: "born birth",
  registered_at: "since",
  address: "street",
  point_kind: "kind type 类型",
  point_value: "value 值",
};

/**
 * Words that say that a column holds consent, a refusal, or a state that forbids contact: wherever one stands in a name,
 * nobody guesses what its values mean.
 */
export const NEVER_GUESSED_WORDS =
  "consent consents consented optin optins optout optouts unsubscribe unsubscribed unsubscribes subscribe subscribed subscription newsletter dnc donotcall donotcontact donotmail donotemail nocall nocontact nomarketing marketing gdpr pipl ccpa permission permissions permitted agree agreed agreement suppress suppressed suppression suppressions blacklist blacklisted blocklist blocked stop stops stopped stoplist complaint complaints complained withdrawn withdrawal revoked refused refusal refusals objection objections status deceased dead minor legalhold restricted erasure erased deleted 同意 授权 退订 拒绝 拒收 拒接 免打扰 勿扰 黑名单 订阅 许可 屏蔽 投诉 撤回 撤销 状态 已故 死亡 注销 冻结 禁止";
