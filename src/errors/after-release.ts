import { defineError } from "./define.ts";

// GK0490–GK0499, GK0530–GK0539: erasure, access, and what comes after a release.

export const erasureKeyMissing = defineError("GK0490", "policy", {
  en: (e: { keyIds: readonly string[] }) => ({
    message: `people were erased under a key that this project no longer names (key id ${e.keyIds.join(", ")})`,
    remedy:
      "Put the former key back as a further entry of keys.erasure in gatekeeper.yaml; without it nobody can tell who was erased.",
  }),
  "zh-CN": (e) => ({
    message: `有人员是以本项目已不再指明的密钥删除的（密钥标识 ${e.keyIds.join("、")}）`,
    remedy: "请把原密钥作为 gatekeeper.yaml 中 keys.erasure 的另一项补回；没有它就无法判断谁已被删除。",
  }),
});

export const personUnknown = defineError("GK0491", "policy", {
  en: () => ({
    message: "nothing is held on the customer named with --customer",
    remedy: "Write the id exactly as the input files do; nothing was changed.",
  }),
  "zh-CN": () => ({
    message: "未持有 --customer 所指客户的任何信息",
    remedy: "请按输入文件中的写法填写客户编号；没有任何改动。",
  }),
});
