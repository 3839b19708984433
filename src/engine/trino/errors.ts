import {
  clusterDiskFull,
  clusterLoginRefused,
  clusterOutOfMemory,
  clusterStatementEnded,
  clusterUnreachable,
  engineRefusedStatement,
  GatekeeperError,
} from "../../errors.ts";

/** What the cluster says of a statement that failed. */
export interface TrinoFailure {
  readonly message: string;
  readonly errorName: string;
  /** `USER_ERROR`, `INTERNAL_ERROR`, `EXTERNAL` or `INSUFFICIENT_RESOURCES`. */
  readonly errorType: string;
}

/** A statement that failed, on its way to becoming a coded error. */
export class StatementFailed extends Error {
  readonly failure: TrinoFailure;

  constructor(failure: TrinoFailure) {
    super(failure.errorName);
    this.failure = failure;
  }
}

const NO_SPACE = /no space left|disk quota/iu;
const ENDED: ReadonlySet<string> = new Set([
  "ADMINISTRATIVELY_KILLED",
  "ADMINISTRATIVELY_PREEMPTED",
  "USER_CANCELED",
  "EXCEEDED_TIME_LIMIT",
  "ABANDONED_QUERY",
]);
const LOST: ReadonlySet<string> = new Set([
  "SERVER_SHUTTING_DOWN",
  "SERVER_STARTING_UP",
  "NO_NODES_AVAILABLE",
  "REMOTE_HOST_GONE",
  "REMOTE_TASK_ERROR",
  "PAGE_TRANSPORT_ERROR",
  "PAGE_TRANSPORT_TIMEOUT",
  "TOO_MANY_REQUESTS_FAILED",
]);
const REFUSED_LOGIN: ReadonlySet<number> = new Set([401, 403]);

/**
 * The coded error for what the cluster or its client said. The statement and the cluster's own text, which may quote a row's value,
 * travel as the cause only; of the client's errors nothing but a status or a code does, because they hold the password.
 */
export function toEngineError(error: unknown, statement: string): GatekeeperError {
  if (error instanceof GatekeeperError) return error;
  if (error instanceof StatementFailed) return ofFailure(error.failure, statement);
  const { code, response } = error as { code?: string; response?: { status?: number } };
  const status = response?.status;
  if (status !== undefined && REFUSED_LOGIN.has(status)) return clusterLoginRefused({ status });
  if (status !== undefined || code !== undefined) return clusterUnreachable({ reason: `${status ?? code}` });
  const text = error instanceof Error ? error.message : String(error);
  return engineRefusedStatement({ kind: "Client" }, { cause: new Error(`${text}\nin: ${statement.slice(0, 2000)}`) });
}

function ofFailure({ message, errorName, errorType }: TrinoFailure, statement: string): GatekeeperError {
  const cause = new Error(`${errorName}: ${message}\nin: ${statement.slice(0, 2000)}`);
  if (LOST.has(errorName)) return clusterUnreachable({ reason: errorName }, { cause });
  if (errorType === "INSUFFICIENT_RESOURCES" && !ENDED.has(errorName))
    return clusterOutOfMemory({ kind: errorName }, { cause });
  if (NO_SPACE.test(message)) return clusterDiskFull({ kind: errorName }, { cause });
  if (ENDED.has(errorName)) return clusterStatementEnded({ kind: errorName }, { cause });
  return engineRefusedStatement({ kind: errorName }, { cause });
}
