import type { Language } from "../../language.ts";

/** What `keygen` says. */
export interface KeygenMessages {
  /** Where the secret half is. */
  readonly secretKept: (path: string) => string;
  readonly ageRecipient: (recipient: string) => string;
  /** Where the recipient goes, and who should have the secret half. */
  readonly whereRecipientGoes: (name: string) => string;
  readonly officerKey: (publicKey: string) => string;
  readonly whereOfficerKeyGoes: (name: string) => string;
}

export const KEYGEN_MESSAGES: Readonly<Record<Language, KeygenMessages>> = {
  en: {
    secretKept: (path) =>
      `The secret half is in ${path}, for this account only. Whoever has it can use it; keep a copy safe.`,
    ageRecipient: (recipient) => `recipient: ${recipient}`,
    whereRecipientGoes: (name) =>
      `Write that line into vendors/${name}.yaml, or as executor.recipient into a campaign. Lists for it can be opened with the secret half alone: hand that over on another way than the lists, and delete it here when it is not yours.`,
    officerKey: (publicKey) => `public key: ${publicKey}`,
    whereOfficerKeyGoes: (name) =>
      `It is the key of ${name} for signing approvals (Ed25519). Have whoever keeps gatekeeper.yaml write under officers: "${name}: { key: … }" with that line, and hand the secret half to nobody.`,
  },
  "zh-CN": {
    secretKept: (path) => `私钥保存在 ${path}，只有本账号可读。持有者即可使用，请另存一份并妥善保管。`,
    ageRecipient: (recipient) => `recipient: ${recipient}`,
    whereRecipientGoes: (name) =>
      `请把这一行写入 vendors/${name}.yaml，或写入营销活动的 executor.recipient。发给它的名单只有用私钥才能打开：请用与名单不同的途径交付私钥；若私钥不归您使用，交付后请在此删除。`,
    officerKey: (publicKey) => `public key: ${publicKey}`,
    whereOfficerKeyGoes: (name) =>
      `这是 ${name} 签署批准所用的密钥（Ed25519）。请维护 gatekeeper.yaml 的人在 officers: 之下写入 "${name}: { key: … }" 及该公钥，私钥不要交给任何人。`,
  },
};
