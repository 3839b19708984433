import type { Language } from "../../language.ts";
import { plainNumber } from "../text.ts";

/** What `doctor` looks at, in the order in which it tells. */
export const CHECKS = [
  "versions",
  "memory",
  "engine",
  "time_zone",
  "disk",
  "configuration",
  "keys",
  "folders",
  "modes",
  "lease",
  "stops",
  "journal",
  "leftovers",
  "cache",
  "cluster",
] as const;

export type CheckName = (typeof CHECKS)[number];

/** What `doctor` says beside the errors and warnings, which are coded. */
export interface DoctorMessages {
  readonly checks: Readonly<Record<CheckName, string>>;
  readonly versions: (node: string, own: string, zoneData: string) => string;
  readonly memory: (limit: string, available: string) => string;
  readonly engine: (version: string) => string;
  readonly noEngine: string;
  readonly timeZone: (zone: string, from: number, to: number) => string;
  /** What the input files take is known only where the configuration says which they are. */
  readonly disk: (free: string, inputs: string | null) => string;
  readonly noProject: string;
  readonly configuration: (campaigns: number, reports: number, sources: number) => string;
  readonly configurationBroken: string;
  /** The id of the reference key, when it could be fetched. */
  readonly keys: (reference: string | null, files: number) => string;
  readonly notYetMade: string;
  readonly writable: (folders: number) => string;
  readonly modes: (looked: number, open: number) => string;
  readonly leaseFree: string;
  readonly leaseHeld: string;
  readonly leaseLeft: (holder: string) => string;
  /** That nothing is missing; how many there are is the officer's to know. */
  readonly stopsAllThere: string;
  readonly journal: (entries: number) => string;
  readonly journalTorn: string;
  readonly noLeftovers: string;
  readonly leftovers: (count: number) => string;
  readonly cache: (size: string, runs: number, releases: number) => string;
  readonly noCluster: string;
  /** With how many tables of the warehouse can be read. */
  readonly cluster: (version: string, tables: number) => string;
  readonly clusterUnusable: string;
  readonly allWell: string;
  readonly somethingWrong: (errors: number, warnings: number) => string;
}

const EN: DoctorMessages = {
  checks: {
    versions: "versions",
    memory: "memory",
    engine: "engine",
    time_zone: "time zone",
    disk: "disk",
    configuration: "configuration",
    keys: "keys",
    folders: "folders",
    modes: "file modes",
    lease: "lease",
    stops: "stops",
    journal: "journal",
    leftovers: "leftovers",
    cache: "cache",
    cluster: "cluster",
  },
  versions: (node, own, zoneData) => `Node ${node}, campaign-gatekeeper ${own}, time zone data ${zoneData}`,
  memory: (limit, available) => `the engine may take ${limit} of ${available}`,
  engine: (version) => `DuckDB ${version}, opens and is locked down`,
  noEngine: "does not open",
  timeZone: (zone, from, to) => `Node and the engine agree on ${zone} from ${from} to ${to}`,
  disk: (free, inputs) => `${free} free${inputs === null ? "" : `; the input files take ${inputs}`}`,
  noProject: "no project in this folder: only the machine was looked at",
  configuration: (campaigns, reports, sources) =>
    `can be read: ${counted(campaigns, "campaign")}, ${counted(reports, "report")}, ${counted(sources, "source")}`,
  configurationBroken: "cannot be followed",
  keys: (reference, files) =>
    `${reference === null ? "" : `reference key ${reference}, `}${counted(files, "file")} in keys/`,
  notYetMade: "nothing has run here yet",
  writable: (folders) => `${counted(folders, "folder")} can be written to`,
  modes: (looked, open) =>
    open === 0
      ? `${plainNumber(looked)} files and folders are closed to other accounts`
      : `${plainNumber(open)} of ${plainNumber(looked)} files and folders are open to other accounts`,
  leaseFree: "free",
  leaseHeld: "held",
  leaseLeft: (holder) => `left by ${holder}, which is gone: the next run passes over it`,
  stopsAllThere: "every denial ever loaded is there",
  journal: (entries) => `${plainNumber(entries)} entries, the chain holds`,
  journalTorn: "its last line was cut short by a crash: the next run sets it aside and says so",
  noLeftovers: "none",
  leftovers: (count) => `${count} left`,
  cache: (size, runs, releases) =>
    `${size} of loaded files; ${counted(runs, "run")} and ${counted(releases, "release")}`,
  noCluster: "none: the models run on this machine",
  cluster: (version, tables) =>
    `Trino ${version} makes tables and shares the folder${tables === 0 ? "" : `; ${counted(tables, "table")} of the warehouse can be read`}`,
  clusterUnusable: "cannot be used",
  allWell: "All is well.",
  somethingWrong: (errors, warnings) => `${counted(errors, "error")}, ${counted(warnings, "warning")}.`,
};

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

const ZH_CN: DoctorMessages = {
  checks: {
    versions: "版本",
    memory: "内存",
    engine: "引擎",
    time_zone: "时区",
    disk: "磁盘",
    configuration: "配置",
    keys: "密钥",
    folders: "文件夹",
    modes: "文件权限",
    lease: "占用",
    stops: "停止联系",
    journal: "日志链",
    leftovers: "遗留文件",
    cache: "缓存",
    cluster: "集群",
  },
  versions: (node, own, zoneData) => `Node ${node}，campaign-gatekeeper ${own}，时区数据 ${zoneData}`,
  memory: (limit, available) => `引擎可用 ${limit}，本机有 ${available}`,
  engine: (version) => `DuckDB ${version}，可以打开且已锁定`,
  noEngine: "无法打开",
  timeZone: (zone, from, to) => `Node 与引擎对 ${zone} 自 ${from} 年至 ${to} 年的看法一致`,
  disk: (free, inputs) => `剩余 ${free}${inputs === null ? "" : `；输入文件占 ${inputs}`}`,
  noProject: "此文件夹中没有项目：只检查了本机",
  configuration: (campaigns, reports, sources) =>
    `可以读取：${campaigns} 个营销活动、${reports} 个报表、${sources} 个数据源`,
  configurationBroken: "无法照此执行",
  keys: (reference, files) => `${reference === null ? "" : `引用密钥 ${reference}，`}keys/ 中有 ${files} 个文件`,
  notYetMade: "尚未运行过",
  writable: (folders) => `${folders} 个文件夹可写`,
  modes: (looked, open) =>
    open === 0
      ? `${plainNumber(looked)} 个文件和文件夹对其他账号关闭`
      : `${plainNumber(looked)} 个文件和文件夹中有 ${plainNumber(open)} 个对其他账号开放`,
  leaseFree: "空闲",
  leaseHeld: "被占用",
  leaseLeft: (holder) => `由 ${holder} 遗留，其进程已不存在：下次运行会直接接替`,
  stopsAllThere: "加载过的每一条拒绝均在",
  journal: (entries) => `${plainNumber(entries)} 条记录，链条完整`,
  journalTorn: "最后一行因崩溃而不完整：下次运行会将其移开并予以说明",
  noLeftovers: "没有",
  leftovers: (count) => `有 ${count} 个`,
  cache: (size, runs, releases) => `已加载文件占 ${size}；${runs} 次运行和 ${releases} 次发布`,
  noCluster: "无：模型在本机运行",
  cluster: (version, tables) =>
    `Trino ${version} 可以建表并读写共享文件夹${tables === 0 ? "" : `；可读取数据仓库中的 ${tables} 张表`}`,
  clusterUnusable: "无法使用",
  allWell: "一切正常。",
  somethingWrong: (errors, warnings) => `${errors} 个错误，${warnings} 个警告。`,
};

export const DOCTOR_MESSAGES: Readonly<Record<Language, DoctorMessages>> = { en: EN, "zh-CN": ZH_CN };
