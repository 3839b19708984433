import { defineError } from "./define.ts";
import { didYouMean } from "./words.ts";
import type { LocalizedText } from "../language.ts";

// GK0260–GK0269: targets, the local file, the environment, the limits of the engine and the cluster in its place.

export const targetUnknown = defineError("GK0260", "configuration", {
  en: (e: { target: string; suggestion: string | undefined; known: readonly string[] }) => ({
    message: `there is no target "${e.target}"${didYouMean(e.suggestion).en}`,
    remedy:
      e.known.length === 0
        ? "Declare it in gatekeeper.yaml under targets, with what differs there."
        : `Targets of gatekeeper.yaml: ${e.known.join(", ")}.`,
  }),
  "zh-CN": (e) => ({
    message: `没有目标环境“${e.target}”${didYouMean(e.suggestion)["zh-CN"]}`,
    remedy:
      e.known.length === 0
        ? "请在 gatekeeper.yaml 的 targets 下声明它，并写明该环境的不同之处。"
        : `gatekeeper.yaml 中的目标环境：${e.known.join("、")}。`,
  }),
});

export const notOverridable = defineError("GK0261", "configuration", {
  en: (e: { key: string }) => ({
    message: `${e.key} is the same everywhere and cannot be overridden`,
    remedy: "Say it in gatekeeper.yaml itself, outside targets.",
  }),
  "zh-CN": (e) => ({
    message: `${e.key} 在任何环境中都相同，不能被覆盖`,
    remedy: "请直接写在 gatekeeper.yaml 中，不要放在 targets 下。",
  }),
});

export const variableUnknown = defineError("GK0262", "configuration", {
  en: (e: { name: string; suggestion: string | undefined }) => ({
    message: `environment variable ${e.name} names no key of the configuration${e.suggestion === undefined ? "" : `. Did you mean ${e.suggestion}?`}`,
    remedy: "Correct or unset it: variables that begin with GK_ override a key, as GK_RFM__BINS overrides rfm.bins.",
  }),
  "zh-CN": (e) => ({
    message: `环境变量 ${e.name} 不对应任何配置项${e.suggestion === undefined ? "" : `。是否想写 ${e.suggestion}？`}`,
    remedy: "请更正或取消该变量：以 GK_ 开头的变量用于覆盖配置项，例如 GK_RFM__BINS 覆盖 rfm.bins。",
  }),
});

export const variableRepeated = defineError("GK0263", "configuration", {
  en: (e: { name: string; other: string; key: string }) => ({
    message: `environment variables ${e.other} and ${e.name} both give ${e.key}`,
    remedy: "Unset one of them; which one would win is nobody's guess.",
  }),
  "zh-CN": (e) => ({
    message: `环境变量 ${e.other} 和 ${e.name} 都给出了 ${e.key}`,
    remedy: "请取消其中一个；否则无法判断以哪个为准。",
  }),
});

export const clusterUndeclared = defineError("GK0265", "configuration", {
  en: () => ({
    message: "engine.kind is trino, and nothing says where the cluster is",
    remedy: "Add engine.trino with server, user, catalog, files_catalog and shared, or leave engine.kind out.",
  }),
  "zh-CN": () => ({
    message: "engine.kind 为 trino，但没有说明集群在哪里",
    remedy: "请添加 engine.trino，写明 server、user、catalog、files_catalog 和 shared，或去掉 engine.kind。",
  }),
});

export const loginTwice = defineError("GK0266", "configuration", {
  en: () => ({
    message: "engine.trino has both a password and a token",
    remedy: "Keep the one that the cluster asks for.",
  }),
  "zh-CN": () => ({
    message: "engine.trino 同时写了 password 和 token",
    remedy: "请只保留集群所要求的一种。",
  }),
});

export const loginInClear = defineError("GK0267", "configuration", {
  en: () => ({
    message: "a password or token would travel to the cluster unencrypted",
    remedy: "Use an https address as engine.trino.server.",
  }),
  "zh-CN": () => ({
    message: "密码或令牌会以明文发送到集群",
    remedy: "请将 engine.trino.server 改为 https 地址。",
  }),
});

export const serverInvalid = defineError("GK0268", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is no address of a cluster`,
    remedy:
      "Write protocol, host and port alone, such as https://trino.example.com:8443; user and login have keys of their own.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是集群的地址`,
    remedy: "请只写协议、主机和端口，例如 https://trino.example.com:8443；用户和登录信息有各自的配置项。",
  }),
});

export const memorySizeInvalid = defineError("GK0264", "configuration", {
  en: (e: { text: string }) => ({
    message: `"${e.text}" is not a size of memory`,
    remedy: "Write a number with MB or GB, such as 1400MB; at least 256MB.",
  }),
  "zh-CN": (e) => ({
    message: `“${e.text}”不是内存大小`,
    remedy: "请写数字加 MB 或 GB，例如 1400MB；不得小于 256MB。",
  }),
});

export const authoritiesUnreadable = defineError("GK0269", "configuration", {
  en: (e: { path: string; why: LocalizedText }) => ({
    message: `the certificates "${e.path}" cannot be read: ${e.why.en}`,
    remedy: "Give engine.trino.authorities a file of certificates in PEM; paths are relative to the project's folder.",
  }),
  "zh-CN": (e) => ({
    message: `无法读取证书文件“${e.path}”：${e.why["zh-CN"]}`,
    remedy: "请让 engine.trino.authorities 指向 PEM 格式的证书文件；路径相对于项目文件夹。",
  }),
});
