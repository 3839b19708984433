import { basename } from "node:path";

import { readSetting, SETTINGS, type SettingName } from "../../src/config/read-setting.ts";
import type { TemplateSettings } from "../../src/config/project-template.ts";
import { currencyOf } from "../../src/domain/country-currencies.ts";
import { answerUnclear, GatekeeperError, throwProblems } from "../../src/errors.ts";
import { type Language, LANGUAGES } from "../../src/language.ts";
import type { InitMessages } from "../../src/report/messages/init.ts";
import type { CommandContext } from "./command.ts";
import type { Prompt } from "./prompt.ts";
import { notAChoice } from "./usage-problem.ts";

/** What was said on the command line; the rest is asked, or stays as the template has it. */
export type GivenSettings = Readonly<Partial<Record<SettingName, string>>> & {
  readonly language: Language | undefined;
};

/** The settings that were given, checked; every problem at once, with the codes that gatekeeper.yaml would get. */
export function givenSettings(given: GivenSettings, folder: string): TemplateSettings {
  const read = Object.keys(SETTINGS).map((name) => {
    const text = given[name as SettingName];
    return [name, text === undefined ? undefined : readSetting(name as SettingName, text)] as const;
  });
  throwProblems(read.map(([, value]) => value).filter((value) => value instanceof GatekeeperError));
  const settings = Object.fromEntries(read) as Partial<Record<SettingName, string>>;
  return toTemplate({ ...settings, name: settings.name ?? nameOf(folder), language: given.language });
}

/** Asks for what was not given; the machine's own zone and country are suggested. */
export async function askedSettings(
  given: GivenSettings,
  folder: string,
  prompt: Prompt,
  { messages, environment, language: own }: CommandContext,
): Promise<TemplateSettings> {
  const { questions } = messages.init;
  const ask = async (name: SettingName, fallback: string | null) =>
    given[name] ?? prompt.ask({ text: questions[name], fallback, read: (answer) => readSetting(name, answer) });
  const name = await ask("name", nameOf(folder) ?? null);
  const controller = await ask("controller", null);
  const country = await ask("country", countryOf(environment) ?? null);
  const currency = await ask("currency", currencyOf(country) ?? null);
  const zone = await ask("time-zone", Intl.DateTimeFormat().resolvedOptions().timeZone);
  const language =
    given.language ?? (await prompt.ask({ text: questions.language, fallback: own, read: readLanguage }));
  return toTemplate({ name, controller, country, currency, "time-zone": zone, language });
}

/** A question that may be answered with yes or no. */
export async function askYesOrNo(
  prompt: Prompt,
  text: string,
  fallback: string,
  words: InitMessages,
): Promise<boolean> {
  return prompt.ask({
    text,
    fallback,
    read: (answer) => {
      const said = answer.toLowerCase();
      return words.yes.includes(said) ? true : words.no.includes(said) ? false : answerUnclear({});
    },
  });
}

function readLanguage(answer: string): Language | GatekeeperError {
  return (
    LANGUAGES.find((known) => known.toLowerCase() === answer.toLowerCase()) ?? notAChoice(`"${answer}"`, LANGUAGES)
  );
}

function toTemplate(
  settings: Partial<Record<SettingName, string>> & { readonly language: string | undefined },
): TemplateSettings {
  return {
    id: settings.name,
    controller: settings.controller,
    time_zone: settings["time-zone"],
    currency: settings.currency,
    default_country: settings.country,
    language: settings.language,
  };
}

/** The folder's own name where it makes an id; none where nothing is left of it. */
function nameOf(folder: string): string | undefined {
  const id = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, "-")
    .replaceAll(/^-+|-+$/gu, "")
    .slice(0, 64);
  return id === "" ? undefined : id;
}

/** The country of the system's own language setting, such as `zh_CN.UTF-8`. */
function countryOf(environment: CommandContext["environment"]): string | undefined {
  const locale = environment["LC_ALL"] ?? environment["LANG"] ?? "";
  const [, country] = /^[a-z]{2,3}[-_]([A-Z]{2})\b/u.exec(locale) ?? [];
  return country;
}
