import type { Language } from "../language.ts";
import type { Messages } from "./messages.ts";
import { MESSAGES_EN } from "./messages-en.ts";
import { MESSAGES_ZH_CN } from "./messages-zh-cn.ts";

const MESSAGES: Readonly<Record<Language, Messages>> = { en: MESSAGES_EN, "zh-CN": MESSAGES_ZH_CN };

/** What the program says in a language. */
export function messagesIn(language: Language): Messages {
  return MESSAGES[language];
}
