import { type Language, LANGUAGES } from "../language.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** What may say in which language the program speaks, the strongest first. */
export interface LanguageWishes {
  /** What `--lang` says. */
  readonly option: Language | undefined;
  readonly environment: Environment;
  /** What gatekeeper.yaml says; asked only when it matters. */
  readonly configuration: () => Language | undefined;
}

/** The variable that stands above the configuration. */
export const LANGUAGE_VARIABLE = "GK_LANG";

/** The system's own variables; the first that is set decides, as for every program. */
const SYSTEM_VARIABLES = ["LC_ALL", "LC_MESSAGES", "LANG"];

/** The language of everything said: `--lang`, then GK_LANG, then the configuration, then the system's, then English. */
export function chooseLanguage({ option, environment, configuration }: LanguageWishes): Language {
  const system = SYSTEM_VARIABLES.map((name) => environment[name]).find((value) => value !== undefined && value !== "");
  return option ?? languageOf(environment[LANGUAGE_VARIABLE]) ?? configuration() ?? languageOf(system) ?? LANGUAGES[0];
}

/** Whether GK_LANG, if it is set, names a language the program speaks. */
export function isLanguageVariableValid(environment: Environment): boolean {
  const value = environment[LANGUAGE_VARIABLE] ?? "";
  return value === "" || languageOf(value) !== undefined;
}

/** `zh`, `zh-CN` and `zh_TW.UTF-8` are Chinese to us, `en_GB` is English; undefined for any other language. */
function languageOf(locale: string | undefined): Language | undefined {
  const [, tongue] = /^(zh|en)(?:[-_.@]|$)/iu.exec(locale ?? "") ?? [];
  return LANGUAGES.find((language) => tongue !== undefined && language.startsWith(tongue.toLowerCase()));
}
