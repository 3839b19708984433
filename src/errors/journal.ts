import { chinese, type LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK0601, GK0602, GK0605–GK0609: integrity of the journal; GK0278: keys that sign.

/** What is wrong with a line of the journal, as the check names it. */
const LINE_VERDICTS = {
  altered: { en: "altered", "zh-CN": "内容被改动" },
  broken_link: { en: "broken link: an entry before it was taken out", "zh-CN": "链接断裂：它之前的记录被取走" },
  reordered: { en: "reordered", "zh-CN": "顺序被调换" },
  forged: { en: "forged: not written by the gatekeeper", "zh-CN": "伪造：并非由本程序写入" },
} satisfies Record<string, LocalizedText>;

export const journalBroken = defineError("GK0601", "integrity", {
  en: (e: { path: string; place: number | string; verdict: keyof typeof LINE_VERDICTS }) => ({
    message: `${e.path} ${placeOf(e.place).en} does not fit the journal (${LINE_VERDICTS[e.verdict].en})`,
    remedy:
      "Find out who changed the file, then restore it from a backup; the gatekeeper writes nothing to a journal that fails its check.",
  }),
  "zh-CN": (e) => ({
    message: chinese`${e.path} ${placeOf(e.place)["zh-CN"]}与日志链不符（${LINE_VERDICTS[e.verdict]["zh-CN"]}）`,
    remedy: "请查明是谁改动了该文件，再从备份恢复；日志链未通过检查时，不会再写入任何内容。",
  }),
});

/** A line by its number, or a head of the second place by its file. */
function placeOf(place: number | string): LocalizedText {
  return typeof place === "number"
    ? { en: `line ${place}`, "zh-CN": chinese`第 ${place} 行` }
    : { en: `with its head ${place}`, "zh-CN": chinese`的链头文件 ${place} ` };
}

export const journalMoved = defineError("GK0602", "integrity", {
  en: (e: { path: string; expectedBytes: number; bytes: number }) => ({
    message: `${e.path} has ${e.bytes} bytes where this run left ${e.expectedBytes}: something else wrote to it`,
    remedy: "Find the other writer, look with gatekeeper doctor whether the chain holds, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 有 ${e.bytes} 字节，而本次运行写到 ${e.expectedBytes} 字节：有其他程序写入了该文件`,
    remedy: "请找出写入者，用 gatekeeper doctor 查看链条是否完整，然后重新运行。",
  }),
});

const LOST = {
  removed: {
    en: "is gone, and its signed heads say that it had entries",
    "zh-CN": "已不存在，而签名链头表明其中曾有记录",
  },
  truncated: { en: "ends before its signed head", "zh-CN": "在签名链头之前就结束了" },
  heads_missing: {
    en: "has entries whose signed heads are missing in the second place",
    "zh-CN": "中有记录，但另一处缺少相应的签名链头",
  },
} satisfies Record<string, LocalizedText>;

export const journalCutShort = defineError("GK0605", "integrity", {
  en: (e: { path: string; verdict: keyof typeof LOST }) => ({
    message: `${e.path} ${LOST[e.verdict].en}`,
    remedy:
      "Find out who removed what, and restore the journal and the folder of its heads (journal.heads) from a backup; a folder of heads that was moved must hold them all.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} ${LOST[e.verdict]["zh-CN"]}`,
    remedy:
      "请查明是谁删除了什么，并从备份恢复日志链及其链头文件夹（journal.heads）；移动后的链头文件夹必须包含全部链头。",
  }),
});

export const journalKeyOther = defineError("GK0606", "integrity", {
  en: (e: { path: string }) => ({
    message: `${e.path} is signed by another key than the journal's`,
    remedy:
      "Put the key back that signed it (journal.key). If nobody changed the key on purpose, take the journal for forged.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 由日志链密钥以外的密钥签名`,
    remedy: "请放回原来的签名密钥（journal.key）。如果没有人有意更换密钥，应视该日志链为伪造。",
  }),
});

export const journalKeyMissing = defineError("GK0607", "integrity", {
  en: (e: { path: string }) => ({
    message: `the key of the journal is missing (${e.path}), and the journal has entries that it signed`,
    remedy: "Restore the key from a backup; no other key can continue this journal.",
  }),
  "zh-CN": (e) => ({
    message: `缺少日志链的密钥（${e.path}），而日志链中已有由它签名的记录`,
    remedy: "请从备份恢复该密钥；其他密钥无法续写该日志链。",
  }),
});

const KEYS = {
  officer: { en: "the public key of an officer", "zh-CN": "隐私负责人的公钥" },
  journal: { en: "the key of the journal (journal.key)", "zh-CN": "日志链的密钥（journal.key）" },
} satisfies Record<string, LocalizedText>;

export const signingKeyInvalid = defineError("GK0278", "configuration", {
  en: (e: { what: keyof typeof KEYS }) => ({
    message: `${KEYS[e.what].en} is no Ed25519 key`,
    remedy: "Use a key that gatekeeper keygen made; a private key is a PEM text, a public one a line of base64.",
  }),
  "zh-CN": (e) => ({
    message: `${KEYS[e.what]["zh-CN"]}不是 Ed25519 密钥`,
    remedy: "请使用 gatekeeper keygen 生成的密钥；私钥是 PEM 文本，公钥是一行 base64 文本。",
  }),
});
