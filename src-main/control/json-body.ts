import type { FastifyInstance } from 'fastify'
import { AppError } from '#shared/contract/problem.ts'
import { findJsonFault } from '#shared/rules/formats/json-fault.ts'
import { placeAt } from '#shared/rules/formats/place-at.ts'

/** Reads bodies as Fastify does, names that would change a prototype refused, but says where one is no JSON. */
export function readJsonBodies(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error')
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) =>
    parse(request, body, (error, value) => {
      const isBroken = error !== null && 'code' in error && error.code === 'FST_ERR_CTP_INVALID_JSON_BODY'
      if (isBroken) done(noJson(body, error))
      else done(error, value)
    }),
  )
}

/** So many letters before and behind a mistake are shown. */
const shownLetters = 20

// Nobody looks for a comma by its line in more than this, and to find it would take long.
const searchedLetters = 1_000_000

function noJson(body: string, cause: Error): AppError {
  if (body.length > searchedLetters) return new AppError('bad-input', 'The body is no JSON.', { cause })
  const fault = findJsonFault(body)
  if (!fault) {
    const words =
      'The body has a name that is not taken, “__proto__” or “prototype” within “constructor”: leave it out.'
    return new AppError('bad-input', words, { cause })
  }
  const { line, column } = placeAt(body, fault.offset)
  const nearby = (body.split('\n')[line - 1] ?? '').slice(
    Math.max(0, column - 1 - shownLetters),
    column - 1 + shownLetters,
  )
  const advice = 'Mend it there: names and texts stand in double quotes, and no comma follows the last of a list.'
  return new AppError(
    'bad-input',
    `The body is no JSON: line ${line}, column ${column}, in ${nearby}. ${fault.message} ${advice}`,
    {
      cause,
    },
  )
}
