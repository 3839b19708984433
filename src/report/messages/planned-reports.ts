import { chinese, type Language } from "../../language.ts";

/** What `plan` says of the reports of a run. */
export interface PlannedReportMessages {
  readonly heading: string;
  readonly withheldWhole: string;
  /** Of the cells that are no true zero. */
  withheld(cells: number, ofCells: number): string;
  /** What a coarser grouping would withhold. */
  coarser(withheld: string, grouping: string): string;
}

export const PLANNED_REPORT_MESSAGES: Readonly<Record<Language, PlannedReportMessages>> = {
  en: {
    heading: "What the reports would withhold",
    withheldWhole: "the whole table: beside another table, or an earlier run, it would give withheld cells away",
    withheld: (cells, ofCells) => (cells === 0 ? "nothing" : `${cells} of ${ofCells} cells`),
    coarser: (withheld, grouping) => `with ${grouping}: ${withheld}`,
  },
  "zh-CN": {
    heading: "报表将隐去的内容",
    withheldWhole: "整张表：与另一张表或早先的运行对照，会使人推算出已隐去的单元格",
    withheld: (cells, ofCells) => (cells === 0 ? "无" : chinese`${ofCells} 个单元格中的 ${cells} 个`),
    coarser: (withheld, grouping) => `若用 ${grouping}：${withheld}`,
  },
};
