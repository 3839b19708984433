import type { Language } from "../../language.ts";

/** What `audit export` says. It tells what gives a number away, and not the number. */
export interface ExportAuditMessages {
  readonly clean: string;
  readonly checked: (
    checked: Readonly<
      Record<"files" | "tables" | "rows" | "withheld_numbers" | "equations" | "compared_cells", number>
    >,
  ) => string;
  readonly withoutProgram: (count: number) => string;
  readonly notWhole: string;
  /** Why a number is objected to, by kind. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly remark: string;
  /** A cell: its measure and the values it is of, and where it stands. */
  readonly cell: (measure: string, values: string, where: string) => string;
  readonly everything: string;
  readonly from: string;
  readonly partsLeftOut: (count: number) => string;
}

export const EXPORT_AUDIT_MESSAGES: Readonly<Record<Language, ExportAuditMessages>> = {
  en: {
    clean: "No number that is withheld is given away.",
    checked: ({ files, tables, rows, withheld_numbers: withheld, equations, compared_cells: compared }) =>
      `Checked: files ${files}, tables ${tables}, rows ${rows}, withheld numbers ${withheld}, equations ${equations}, cells compared with other releases ${compared}.`,
    withoutProgram: (count) =>
      `${count} withheld numbers are among too many unknowns for linear programs: they were attacked by elimination alone.`,
    notWhole: "There were too many equations to look at all of them: take fewer tables at a time.",
    kinds: {
      individual_value: "one customer's own number",
      too_few: "printed, of fewer customers than the least",
      contactable_too_few: "printed, though too few could be contacted or too few could not",
      beside_withheld: "withheld, and other numbers of its row are printed",
      exact: "follows by arithmetic",
      narrow: "is held too closely: it can only be too few, or is known to a coin",
      contradiction: "cannot be what it is beside other numbers",
      difference: "differs from another release by too few",
      in_text: "follows from a number that text says",
      insider: "tells somebody who is counted too much of the others",
    },
    remark: "differs by few from another moment: given away, if nobody left in between",
    cell: (measure, values, where) => `${measure} of ${values} (${where})`,
    everything: "everybody",
    from: "from",
    partsLeftOut: (count) => `and ${count} more`,
  },
  "zh-CN": {
    clean: "没有任何隐去的数字会被推知。",
    checked: ({ files, tables, rows, withheld_numbers: withheld, equations, compared_cells: compared }) =>
      `已检查：文件 ${files} 个、表 ${tables} 张、行 ${rows} 行、隐去的数字 ${withheld} 个、方程 ${equations} 个、与其他发布比较的单元格 ${compared} 个。`,
    withoutProgram: (count) => `有 ${count} 个隐去的数字所在的未知数过多，无法使用线性规划，只用消元法攻击过。`,
    notWhole: "方程过多，未能全部检查：请每次少取几张表。",
    kinds: {
      individual_value: "是某一位客户自己的数字",
      too_few: "已印出，而客户数低于下限",
      contactable_too_few: "已印出，而可联系或不可联系的人过少",
      beside_withheld: "已隐去，但同一行印出了其他数字",
      exact: "可由算术推出",
      narrow: "范围过窄：只可能过少，或精确到分",
      contradiction: "与其他数字不能同时成立",
      difference: "与另一次发布相差过少",
      in_text: "可由文字中的数字推出",
      insider: "使被计入的某人可推知他人过多",
    },
    remark: "与另一时点相差很少：若其间无人离开，即会被推知",
    cell: (measure, values, where) => `${values}的 ${measure}（${where}）`,
    everything: "全体",
    from: "依据",
    partsLeftOut: (count) => `另有 ${count} 项`,
  },
};
