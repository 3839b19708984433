import type { Language } from "../../language.ts";

/** What `config` and `schema` say. */
export interface ConfigurationMessages {
  /** Which target holds, and who chose it. */
  readonly targetTaken: (name: string, origin: string) => string;
  /** Where a value of the configuration comes from, behind the value. */
  readonly origins: {
    readonly default: string;
    readonly target: (name: string, place: string) => string;
    readonly environment: (variable: string) => string;
    readonly flag: (name: string) => string;
  };
  readonly schemasWritten: (folder: string) => string;
}

export const CONFIGURATION_MESSAGES: Readonly<Record<Language, ConfigurationMessages>> = {
  en: {
    targetTaken: (name, origin) => `target: ${name} (${origin})`,
    origins: {
      default: "default",
      target: (name, place) => `target ${name} ${place}`,
      environment: (variable) => `environment ${variable}`,
      flag: (name) => `flag ${name}`,
    },
    schemasWritten: (folder) => `The schemas of configuration files are in ${folder}, for your editor.`,
  },
  "zh-CN": {
    targetTaken: (name, origin) => `目标环境：${name}（${origin}）`,
    origins: {
      default: "默认值",
      target: (name, place) => `目标环境 ${name} ${place}`,
      environment: (variable) => `环境变量 ${variable}`,
      flag: (name) => `命令行选项 ${name}`,
    },
    schemasWritten: (folder) => `各配置文件的 JSON 模式已写入 ${folder}，供编辑器使用。`,
  },
};
