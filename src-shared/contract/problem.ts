import { z } from 'zod'

/**
 * The codes of all errors, with the HTTP status of each. A code is stable: programs may compare it.
 * The words beside it say what happened, why, and what to do.
 */
export const problemStatus = {
  'bad-input': 400,
  'bad-query': 400,
  unauthorized: 401,
  'session-code-invalid': 401,
  'origin-not-allowed': 403,
  forbidden: 403,
  'forbidden-target': 403,
  'not-found': 404,
  'source-not-found': 404,
  'request-not-found': 404,
  'delivery-not-found': 404,
  'api-key-not-found': 404,
  'secret-not-found': 404,
  'view-not-found': 404,
  'tunnel-not-found': 404,
  'replay-not-found': 404,
  'simulation-not-found': 404,
  'scenario-not-found': 404,
  'check-not-found': 404,
  'webhook-not-found': 404,
  'event-not-found': 404,
  'template-not-found': 404,
  'event-type-not-found': 404,
  'task-not-found': 404,
  'task-project-not-found': 404,
  'taskmaster-link-not-found': 404,
  'trigger-not-found': 404,
  'tool-server-not-found': 404,
  'run-not-found': 404,
  'method-not-allowed': 405,
  'wait-timed-out': 408,
  conflict: 409,
  'webhook-limit-reached': 409,
  'idempotency-conflict': 409,
  'body-gone': 410,
  'too-large': 413,
  'json-only': 415,
  'wrong-host': 421,
  'bad-secret': 422,
  'cannot-sign': 422,
  'cannot-renew': 422,
  'bad-event': 422,
  'bad-template': 422,
  'bad-task': 422,
  'bad-folder': 422,
  'bad-trigger': 422,
  'too-many-requests': 429,
  'tool-failed': 502,
  internal: 500,
  'database-unreadable': 500,
  'database-newer': 500,
  'database-busy': 503,
  'data-folder-unusable': 500,
  'port-in-use': 500,
  'not-running': 503,
  'already-running': 409,
  overloaded: 503,
  'disk-full': 507,
} as const satisfies Record<string, number>

export type ProblemCode = keyof typeof problemStatus

/** The body of every error answer: RFC 9457 `application/problem+json` with our `code`, and `errors` by field where input was bad. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.enum(Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]]),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>

/** An error that a person can act on. `message` says what happened, why, and what to do; the cause is kept. */
export class AppError extends Error {
  readonly code: ProblemCode
  readonly errors: Problem['errors']

  constructor(code: ProblemCode, message: string, options?: { cause?: unknown; errors?: Problem['errors'] }) {
    super(message, options?.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.errors = options?.errors
  }
}

/** An error as it goes over the wire. */
export function toProblem(error: AppError): Problem {
  const status = problemStatus[error.code]
  return {
    type: `urn:creel:problem:${error.code}`,
    title: error.code.replaceAll('-', ' '),
    status,
    detail: error.message,
    code: error.code,
    ...(error.errors && { errors: error.errors }),
  }
}
