import { z } from 'zod'
import type { Operation } from '#shared/contract/operation.ts'
import { idempotencyKeyWords, pathParameters, takesIdempotencyKey } from '#shared/contract/operation.ts'
import { operations } from '#shared/contract/operations.ts'
import { compatRoutes } from './compat/compat-routes.ts'
import type { ApiDocument, ApiOperation, ApiParameter } from './openapi-document.ts'
import { routesBesideTheTable } from './openapi-routes.ts'
import { namedSchemas, schemaOf } from './openapi-schemas.ts'
import type { JsonSchema } from './openapi-schemas.ts'

/** Tells the contract as OpenAPI 3.1: every operation, and the routes beside the table. */
export function createOpenApi(version: string): ApiDocument {
  const paths: ApiDocument['paths'] = {}
  const add = (path: string, method: string, told: ApiOperation): void => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: told }
  }
  for (const [name, entry] of Object.entries<Operation>(operations)) {
    add(`/api/v1${entry.path}`, entry.method, tellOperation(name, entry))
  }
  for (const [name, entry] of Object.entries(compatRoutes)) add(entry.path, entry.method, tellOperation(name, entry))
  for (const { path, method, ...told } of routesBesideTheTable()) {
    add(path, method, { ...told, responses: { ...told.responses, ...problemResponses } })
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Creel',
      version,
      summary: 'Catch, inspect, verify and replay webhooks.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    security: [{ token: [] }],
    paths,
    components: {
      schemas: namedSchemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

const problemResponses: ApiOperation['responses'] = {
  default: {
    description: 'What went wrong, with a stable code.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
}

function tellOperation(name: string, entry: Operation): ApiOperation {
  const input = schemaOf(entry.input, 'input')
  const parameters = [...parametersOf(entry, input), ...(takesIdempotencyKey(entry) ? [idempotencyKey] : [])]
  const requestBody = bodyOf(entry, input)
  return {
    operationId: name,
    summary: entry.summary,
    tags: [name.split('.')[0] ?? name],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: { [entry.success ?? 200]: successOf(entry), ...problemResponses },
  }
}

const idempotencyKey: ApiParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 1, maxLength: 255 },
  description: idempotencyKeyWords,
}

const takesBody = (entry: Operation): boolean => entry.method !== 'GET' && entry.method !== 'DELETE'

function parametersOf(entry: Operation, input: JsonSchema): ApiParameter[] {
  const inPath = new Set(pathParameters(entry.path))
  const names = Object.keys(input.properties ?? {}).filter((name) => inPath.has(name) || !takesBody(entry))
  return names.map((name) => {
    const { description, ...schema } = input.properties?.[name] ?? {}
    return {
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: input.required?.includes(name) ?? false,
      schema,
      ...(description !== undefined && { description }),
    }
  })
}

function bodyOf(entry: Operation, input: JsonSchema): ApiOperation['requestBody'] {
  if (!takesBody(entry)) return undefined
  const inPath = new Set(pathParameters(entry.path))
  const properties = Object.fromEntries(Object.entries(input.properties ?? {}).filter(([name]) => !inPath.has(name)))
  const required = input.required?.filter((name) => !inPath.has(name)) ?? []
  const schema = { type: 'object', properties, additionalProperties: false, ...(required.length > 0 && { required }) }
  return { required: required.length > 0, content: { 'application/json': { schema } } }
}

function successOf(entry: Operation): ApiOperation['responses'][string] {
  if (entry.output instanceof z.ZodNull) return { description: 'Done.' }
  return { description: 'Done.', content: { 'application/json': { schema: schemaOf(entry.output, 'output') } } }
}
