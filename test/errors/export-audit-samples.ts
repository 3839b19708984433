/** Details to word the errors of auditing written tables with. */
export const EXPORT_AUDIT_SAMPLES = {
  exportObjected: [
    { objections: 1, cells: ["reports/segments/table-1.csv:12 customers"] },
    {
      objections: 7,
      cells: Array.from({ length: 7 }, (_, index) => `reports/segments/table-1.csv:${index + 2} customers`),
    },
  ],
  reportsObjected: [
    { objections: 1, cells: ["reports/segments/table-1.csv:12 customers"] },
    {
      objections: 7,
      cells: Array.from({ length: 7 }, (_, index) => `reports/segments/table-1.csv:${index + 2} customers`),
    },
  ],
  exportBroken: [{ file: "segments/table-1.csv", reason: { en: "it has no row", "zh-CN": "没有任何行" } }],
  numberUnreadable: [{ column: "customers" }],
  exportColumnUnknown: [{ file: "segments/table-1.csv", column: "net_promoter_score" }],
  exportFileUnread: [
    { file: "november/table.xlsx", reason: { en: "its kind is not known", "zh-CN": "不认识这种文件" } },
  ],
  exportEmpty: [{ places: ["november"] }],
  minimumUnitsUnknown: [{ file: "table-1.csv" }],
};
