import type { LocalizedText } from "../language.ts";
import { defineError } from "./define.ts";

// GK05xx: locks and things not reachable; GK06xx: integrity of state, journal and artefacts; GK07xx: our own mistakes.

export const projectLocked = defineError("GK0501", "unavailable", {
  en: (e: { holder: LocalizedText }) => ({
    message: `another run holds this project: ${e.holder.en}`,
    remedy:
      "Wait until it has ended, or end that process; then try again. A holder on another host is passed over 5 minutes after its last heartbeat.",
  }),
  "zh-CN": (e) => ({
    message: `另一个运行正占用该项目：${e.holder["zh-CN"]}`,
    remedy: "请等待其结束，或终止该进程后重试。其他主机上的占用者在最后一次心跳 5 分钟后视为失效。",
  }),
});

export const leaseLost = defineError("GK0502", "unavailable", {
  en: (e: { fence: number; holder: LocalizedText }) => ({
    message: `this run (number ${e.fence}) no longer holds the project: ${e.holder.en}`,
    remedy:
      "Nothing was published after the loss. Run again; keep the machine from being suspended while a run is under way.",
  }),
  "zh-CN": (e) => ({
    message: `本次运行（编号 ${e.fence}）已不再占用该项目：${e.holder["zh-CN"]}`,
    remedy: "此后没有发布任何内容。请重新运行，并避免机器在运行期间休眠。",
  }),
});

export const outputNotWritable = defineError("GK0503", "unavailable", {
  en: (e: { path: string; systemCode: string }) => ({
    message: `${e.path} cannot be written (${e.systemCode})`,
    remedy: "Make room on the disk or correct the folder's owner and permissions, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `无法写入 ${e.path}（${e.systemCode}）`,
    remedy: "请腾出磁盘空间，或更正文件夹的所有者和权限，然后重新运行。",
  }),
});

export const artefactExists = defineError("GK0603", "integrity", {
  en: (e: { path: string }) => ({
    message: `${e.path} exists already; a finished artefact is never replaced`,
    remedy: "Move the folder away if it is not the gatekeeper's own, then run again.",
  }),
  "zh-CN": (e) => ({
    message: `${e.path} 已经存在；已完成的产物绝不会被覆盖`,
    remedy: "如果该文件夹不是本程序生成的，请将其移走，然后重新运行。",
  }),
});

export const ageRecipientInvalid = defineError("GK0604", "configuration", {
  en: (e: { received: LocalizedText }) => ({
    message: `the recipient ${e.received.en} is not an age public key`,
    remedy: "Ask the vendor for the line that starts with age1, as printed by age-keygen.",
  }),
  "zh-CN": (e) => ({
    message: `接收方${e.received["zh-CN"]}不是 age 公钥`,
    remedy: "请向供应商索取 age-keygen 输出的以 age1 开头的那一行。",
  }),
});
