import type { Language } from "../../language.ts";

/** What `erase` and `access` say. */
export interface EraseMessages {
  /** A file of the project's state from which the person goes, or went. */
  readonly file: (name: string) => string;
  readonly inStops: string;
  /** An input file of the company's own that still names the person. */
  readonly input: (file: string) => string;
  readonly inputsStay: string;
  readonly sharesPoints: string;
  readonly wouldErase: string;
  readonly erased: (erasureId: string) => string;
  readonly nothingLeft: string;
  /** A vendor's list that was removed as a whole. */
  readonly listGone: (file: string) => string;
  readonly exported: (path: string) => string;
  readonly exportedTombstone: string;
  readonly exportIsPersonal: string;
}

export const ERASE_MESSAGES: Readonly<Record<Language, EraseMessages>> = {
  en: {
    file: (name) => `  .gatekeeper/${name}`,
    inStops: "  .gatekeeper/state/stops (refusals stay, without the person)",
    input: (file) => `  ${file}`,
    inputsStay:
      "These input files are your own and still name the person. Remove the records there: unchanged files no longer bring the person in, a file that is loaded anew does, and the tombstone refuses them:",
    sharesPoints:
      "Warning: other customers have a contact point of this person. The tombstone refuses them as well, until they consent anew.",
    wouldErase: "The person would be taken out of what is listed above. Nothing was changed.",
    erased: (erasureId) => `Erased (${erasureId}). A tombstone without names refuses the person from now on.`,
    nothingLeft: "The person was erased before, and nothing of them was found.",
    listGone: (file) =>
      `Warning: .gatekeeper/${file} was encrypted for a vendor and is removed as a whole; a recall tells the vendor what to delete.`,
    exported: (path) => `What is held on the person is in ${path}.`,
    exportedTombstone: "The person was erased: all that is held is that there is a tombstone.",
    exportIsPersonal: "Warning: the file holds everything about one person. Only this account may read it.",
  },
  "zh-CN": {
    file: (name) => `  .gatekeeper/${name}`,
    inStops: "  .gatekeeper/state/stops（拒绝保留，但不再指明此人）",
    input: (file) => `  ${file}`,
    inputsStay:
      "以下输入文件属于您自己，仍写有此人。请在那里删除相应记录：文件未变时不再带入此人；文件重新加载时会带入，并由墓碑拒绝：",
    sharesPoints: "警告：另有客户使用此人的联系方式。墓碑同样会拒绝他们，直至其重新同意。",
    wouldErase: "将从以上各处删除此人。本次未作任何改动。",
    erased: (erasureId) => `已删除（${erasureId}）。此后由不含姓名的墓碑拒绝联系此人。`,
    nothingLeft: "此人此前已被删除，未发现任何残留。",
    listGone: (file) => `警告：.gatekeeper/${file} 是为供应商加密的，已整体删除；召回文件会告知供应商删除哪些内容。`,
    exported: (path) => `所持有的此人信息已写入 ${path}。`,
    exportedTombstone: "此人已被删除：所持有的仅是存在一块墓碑。",
    exportIsPersonal: "警告：该文件包含某一个人的全部信息，只有本账号可读。",
  },
};
