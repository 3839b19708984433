/** Details to word the errors of a cluster with. */
export const CLUSTER_SAMPLES = {
  clusterUndeclared: [{}],
  loginTwice: [{}],
  loginInClear: [{}],
  serverInvalid: [{ text: "trino.example.com" }],
  authoritiesUnreadable: [{ path: "keys/company.pem", why: { en: "it is not there", "zh-CN": "它不存在" } }],
  sharedFolderUnusable: [{ folder: "lake", reason: { en: "it is not there", "zh-CN": "它不存在" } }],
  clusterOutOfMemory: [{ kind: "EXCEEDED_LOCAL_MEMORY_LIMIT" }],
  clusterDiskFull: [{ kind: "ICEBERG_WRITER_CLOSE_ERROR" }],
  clusterUnreachable: [{ reason: "ECONNREFUSED" }],
  clusterLoginRefused: [{ status: 401 }],
  clusterStatementEnded: [{ kind: "ADMINISTRATIVELY_KILLED" }],
  clusterClientMissing: [{}],
} as const;
