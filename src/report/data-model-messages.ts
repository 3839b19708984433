/** What the program says about the logical data model; one implementation for each language. */
export interface DataModelMessages {
  title(projectId: string, columns: number, loaded: number): string;
  /** The columns of the table, in order. */
  readonly headings: readonly [
    column: string,
    dataClass: string,
    type: string,
    loadedFrom: string,
    usedBy: string,
    readBy: string,
  ];
  readonly key: string;
  readonly notLoaded: string;
  readonly nothing: string;
  /** What stands between several of a kind. */
  readonly between: string;
  /** What an opt-out is used by. */
  readonly askedAsDenials: string;
  /** What stands over the columns that no source gives. */
  readonly computedTitle: string;
  readonly computedHeadings: readonly [column: string, dataClass: string, type: string, madeOf: string, usedBy: string];
  readonly audiences: (ids: readonly string[]) => string;
  readonly lists: (ids: readonly string[]) => string;
  readonly reports: (ids: readonly string[]) => string;
  readonly gates: (codes: readonly string[]) => string;
  readers(models: number, gates: number, audits: number): string;
  columnsOf(columns: number, tables: readonly string[]): string;
  readonly more: string;
}

export const DATA_MODEL_MESSAGES_EN: DataModelMessages = {
  title: (projectId, columns, loaded) =>
    `The logical data model of ${projectId}: ${columns} columns, of which ${loaded} are loaded.`,
  headings: ["column", "class", "type", "loaded from", "used by", "read by"],
  key: "key",
  notLoaded: "not loaded",
  nothing: "nothing",
  between: "; ",
  askedAsDenials: "gates, which ask the denials behind it",
  computedTitle: "Computed of each person",
  computedHeadings: ["column", "class", "type", "made of", "used by"],
  audiences: (ids) => listed("audience", ids),
  lists: (ids) => listed("list", ids),
  reports: (ids) => listed("report", ids),
  gates: (codes) => listed("gate", codes),
  readers: (models, gates, audits) =>
    [several(models, "model"), several(gates, "gate"), several(audits, "audit")].flat().join(", "),
  columnsOf: (columns, tables) => `${columns} columns of ${tables.join(", ")}`,
  more: "Everything in full: --format json, with every reader by name; as a picture: --format mermaid.",
};

export const DATA_MODEL_MESSAGES_ZH_CN: DataModelMessages = {
  title: (projectId, columns, loaded) => `${projectId} 的逻辑数据模型：共 ${columns} 列，其中 ${loaded} 列已加载。`,
  headings: ["列", "类别", "类型", "来源", "用途", "读取者"],
  key: "键",
  notLoaded: "未加载",
  nothing: "无",
  between: "；",
  askedAsDenials: "关卡（直接查询其背后的拒绝记录）",
  computedTitle: "为每个人计算的列",
  computedHeadings: ["列", "类别", "类型", "由何计算", "用途"],
  audiences: (ids) => counted("受众", ids, "个"),
  lists: (ids) => counted("名单", ids, "份"),
  reports: (ids) => counted("报表", ids, "份"),
  gates: (codes) => counted("关卡", codes, "个"),
  readers: (models, gates, audits) =>
    [several(models, "个模型", ""), several(gates, "个关卡", ""), several(audits, "个审计", "")].flat().join("、"),
  columnsOf: (columns, tables) => `${tables.join("、")} 的 ${columns} 列`,
  more: "完整内容（含每个读取者的名称）请用 --format json；图示请用 --format mermaid。",
};

/** More of a kind than this are counted instead of named. */
const NAMED_AT_MOST = 2;

function listed(thing: string, names: readonly string[]): string {
  if (names.length > NAMED_AT_MOST) return `${names.length} ${thing}s`;
  return `${thing}${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
}

/** Nothing of no things. */
function several(count: number, thing: string, plural = "s"): string[] {
  return count === 0 ? [] : [`${count} ${thing}${count === 1 ? "" : plural}`];
}

function counted(thing: string, names: readonly string[], measure: string): string {
  return names.length > NAMED_AT_MOST ? `${names.length} ${measure}${thing}` : `${thing} ${names.join("、")}`;
}
