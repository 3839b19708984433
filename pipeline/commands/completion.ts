import type { Language } from "../../src/language.ts";
import type { CommandContext } from "./command.ts";
import { GLOBAL_OPTIONS } from "./options.ts";
import type { Registration } from "./registration.ts";
import { REGISTRATIONS } from "./registrations.ts";
import { USAGES } from "./usages.ts";

type Shell = "bash" | "zsh" | "fish";

/** Prints what a shell reads to complete commands, options and their choices: everything is in it, so that nothing is started. */
export function completion(shell: Shell, { print, language }: CommandContext): void {
  if (shell === "fish") for (const line of fishLines(language)) print(line);
  else print(shell === "bash" ? bashScript() : `autoload -Uz bashcompinit && bashcompinit\n${bashScript()}`);
}

/** A word or an option with its choices; those of a word stand where it does. */
type Declared = Registration["options"][string];

function optionsOf({ options }: Pick<Registration, "options">): [string, Declared][] {
  return [...Object.entries(options), ...Object.entries(GLOBAL_OPTIONS as Registration["options"])];
}

/** How an option is written: a boolean that is true by default is only ever turned off. */
function spelled(name: string, { type, default: fallback }: Declared): string {
  return type === "boolean" && fallback === true ? `no-${name}` : name;
}

function choicesOf({ choices }: Declared | Registration["positionals"][string]): string[] {
  return Array.isArray(choices) ? choices.map(String) : [];
}

/** The choices of a command's words, where they have some. */
function wordsOf({ positionals }: Registration): string[] {
  return Object.values(positionals).flatMap(choicesOf);
}

function bashScript(): string {
  const names = REGISTRATIONS.map(({ name }) => name);
  const choices = REGISTRATIONS.flatMap((registered) =>
    optionsOf(registered)
      .filter(([, declared]) => choicesOf(declared).length > 0)
      .map(([name, declared]) => `    "${registered.name} --${name}") words="${choicesOf(declared).join(" ")}" ;;`),
  );
  const cases = REGISTRATIONS.map((registered) => {
    const options = optionsOf(registered).map(([name, declared]) => `--${spelled(name, declared)}`);
    return `    ${registered.name}) options="${options.join(" ")} --help" words="${wordsOf(registered).join(" ")}" ;;`;
  });
  return `_gatekeeper() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local command="" word words="" options="--help --version"
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in ${names.join("|")}) command="$word"; break ;; esac
  done
  case "$command" in
${cases.join("\n")}
    *) words="${names.join(" ")}" ;;
  esac
  case "$current" in -*) words="$options" ;; esac
  case "$command $previous" in
${choices.join("\n")}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _gatekeeper gatekeeper`;
}

function fishLines(language: Language): string[] {
  const names = REGISTRATIONS.map(({ name }) => name).join(" ");
  return [
    ...REGISTRATIONS.map(
      ({ name }) =>
        `complete -c gatekeeper -n "not __fish_seen_subcommand_from ${names}" -f -a ${name} -d ${fishText(USAGES[name].does[language])}`,
    ),
    ...REGISTRATIONS.flatMap((registered) => [
      ...wordsOf(registered).map((word) => `${seen(registered)} -a ${word}`),
      ...optionsOf(registered).map(([name, declared]) => fishOption(seen(registered), name, declared, language)),
    ]),
  ];
}

function seen({ name }: Registration): string {
  return `complete -c gatekeeper -n "__fish_seen_subcommand_from ${name}"`;
}

function fishOption(start: string, name: string, declared: Declared, language: Language): string {
  const choices = choicesOf(declared);
  const alias = typeof declared.alias === "string" ? ` -s ${declared.alias}` : "";
  const takes = choices.length > 0 ? ` -x -a "${choices.join(" ")}"` : declared.type === "boolean" ? "" : " -r";
  return `${start} -l ${spelled(name, declared)}${alias}${takes} -d ${fishText(declared.describe[language])}`;
}

function fishText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", String.raw`\'`)}'`;
}
