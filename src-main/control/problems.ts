import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Log } from '#main/core/ports.ts'
import { issueWords, nearestIssue } from '#shared/contract/issue-words.ts'
import { AppError, toProblem } from '#shared/contract/problem.ts'
import type { ProblemCode } from '#shared/contract/problem.ts'

/** Answers an error as a problem; what is not meant for callers is logged and only its id is told. */
export const createErrorHandler =
  (log: Log) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    const known = error instanceof AppError ? error : ofFastify(error)
    if (known) return sendProblem(reply, known)
    if (!isLeft(error, reply))
      log.error('control.failed', { id: request.id, method: request.method, route: request.routeOptions.url, error })
    const words = `Something went wrong inside Creel. Its log has the details under ${request.id}.`
    sendProblem(reply, new AppError('internal', words))
  }

// Whoever asked has gone, and what was abandoned for that is no failure.
const isLeft = (error: unknown, reply: FastifyReply): boolean =>
  reply.raw.destroyed && error instanceof Error && error.name === 'AbortError'

const headersOf: Partial<Record<ProblemCode, Record<string, string>>> = {
  unauthorized: { 'www-authenticate': 'Bearer' },
  'session-code-invalid': { 'www-authenticate': 'Bearer' },
  'database-busy': { 'retry-after': '1' },
  overloaded: { 'retry-after': '1' },
  'too-many-requests': { 'retry-after': '1' },
}

/** Sends an error as RFC 9457 says. */
export function sendProblem(reply: FastifyReply, error: AppError): void {
  const problem = toProblem(error)
  void reply
    .code(problem.status)
    .headers(headersOf[error.code] ?? {})
    .type('application/problem+json')
    .send(JSON.stringify(problem))
}

/** What zod found wrong, by field. */
export function badInput(error: z.ZodError): AppError {
  const errors = error.issues
    .map(nearestIssue)
    .map((issue) => ({ path: issue.path.join('.'), message: issueWords(issue) }))
  const words = errors.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join(' ')
  return new AppError('bad-input', `The input cannot be used. ${words}`, { errors })
}

/** A field within another that there is not: left out, it would seem to have been taken. */
export function unknownField(path: readonly string[]): AppError {
  const message = `There is no “${path.at(-1)}” here. See how it is written.`
  const place = path.slice(0, -1).join('.')
  return new AppError('bad-input', `The input cannot be used. ${place}: ${message}`, {
    errors: [{ path: place, message }],
  })
}

const codeOfStatus: Record<number, ProblemCode> = {
  403: 'not-found',
  404: 'not-found',
  413: 'too-large',
  415: 'json-only',
}

/** What Fastify and its plugins say of a request that our routes never saw. */
function ofFastify(error: unknown): AppError | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null
  const { statusCode } = error
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode >= 500) return null
  return new AppError(codeOfStatus[statusCode] ?? 'bad-input', `${error.message.replace(/\.$/, '')}.`, { cause: error })
}
