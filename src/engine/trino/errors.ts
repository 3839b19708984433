import {
  clusterDiskFull,
  clusterLoginRefused,
  clusterOutOfMemory,
  clusterStatementEnded,
  clusterUnfit,
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
  /** Where the cluster says it: the error as its server threw it. */
  readonly failureInfo?: ThrownFailure;
}

/** An error of the server, and what it was caused by. */
interface ThrownFailure {
  readonly message?: string;
  readonly cause?: ThrownFailure;
  readonly suppressed?: readonly ThrownFailure[];
}

/** A statement that failed, on its way to becoming a coded error. */
export class StatementFailed extends Error {
  readonly failure: TrinoFailure;

  constructor(failure: TrinoFailure) {
    super(failure.errorName);
    this.failure = failure;
  }
}

/** What the cluster said about a statement, for the eyes of who looks into it. */
class RefusedStatement extends Error {
  readonly errorName: string;

  constructor(errorName: string, message: string, statement: string) {
    super(`${errorName}: ${message}\nin: ${statement.slice(0, 2000)}`);
    this.errorName = errorName;
  }
}

const NOT_THERE: ReadonlySet<string> = new Set([
  "CATALOG_NOT_FOUND",
  "SCHEMA_NOT_FOUND",
  "TABLE_NOT_FOUND",
  "TABLE_REDIRECTION_ERROR",
  "INVALID_TABLE_PROPERTY",
  "UNSUPPORTED_TABLE_TYPE",
  "PERMISSION_DENIED",
]);

/** Why a table of others cannot be read, in the cluster's word, of the error that a statement over it threw; null for any other error. */
export function refusalOf(error: unknown): string | null {
  const cause = error instanceof GatekeeperError ? error.cause : undefined;
  return cause instanceof RefusedStatement && NOT_THERE.has(cause.errorName) ? cause.errorName : null;
}

/** What a catalog of another kind, or an account without the rights, answers to statements that a run needs. */
const UNFIT: ReadonlySet<string> = new Set([
  "CATALOG_NOT_FOUND",
  "PERMISSION_DENIED",
  "INVALID_TABLE_PROPERTY",
  "INVALID_SCHEMA_PROPERTY",
  "UNSUPPORTED_TABLE_TYPE",
]);
const UNFIT_CONNECTOR = /connector does not support/iu;

/** The cluster's answer when a folder of files is not where it was told to look. */
const UNSEEN_FOLDER = /external location/iu;

/** Whether the error of a statement says that the cluster does not see the folder which the statement names. */
export function isUnseenFolder(error: unknown): boolean {
  return (
    error instanceof GatekeeperError &&
    error.cause instanceof RefusedStatement &&
    UNSEEN_FOLDER.test(error.cause.message)
  );
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

function ofFailure(failure: TrinoFailure, statement: string): GatekeeperError {
  const { message, errorName, errorType } = failure;
  const cause = new RefusedStatement(errorName, message, statement);
  if (LOST.has(errorName)) return clusterUnreachable({ reason: errorName }, { cause });
  if (errorType === "INSUFFICIENT_RESOURCES" && !ENDED.has(errorName))
    return clusterOutOfMemory({ kind: errorName }, { cause });
  if (messagesOf(failure).some((text) => NO_SPACE.test(text))) return clusterDiskFull({ kind: errorName }, { cause });
  if (ENDED.has(errorName)) return clusterStatementEnded({ kind: errorName }, { cause });
  if (UNFIT.has(errorName) || UNFIT_CONNECTOR.test(message)) return clusterUnfit({ kind: errorName }, { cause });
  return engineRefusedStatement({ kind: errorName }, { cause });
}

/** What the error says, and whatever caused it: a writer that cannot be closed does not say itself that the disk is full. */
function messagesOf({ message, failureInfo }: TrinoFailure): string[] {
  return [message, ...(failureInfo === undefined ? [] : thrownMessages(failureInfo))];
}

function thrownMessages({ message = "", cause, suppressed = [] }: ThrownFailure): string[] {
  const others = [...(cause === undefined ? [] : [cause]), ...suppressed];
  return [message, ...others.flatMap(thrownMessages)];
}
