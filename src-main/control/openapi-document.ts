import type { JsonSchema } from './openapi-schemas.ts'

/** A value outside the body. */
export type ApiParameter = {
  name: string
  in: 'path' | 'query' | 'header'
  required: boolean
  schema: JsonSchema
  description?: string
}

/** One operation as OpenAPI tells it. */
export type ApiOperation = {
  operationId: string
  summary: string
  tags: string[]
  parameters?: ApiParameter[]
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: JsonSchema }> }>
  security?: Record<string, never[]>[]
}

/** The part of an OpenAPI 3.1 document that Creel writes. */
export type ApiDocument = {
  openapi: '3.1.0'
  info: { title: string; version: string; summary: string; license: { name: string; identifier: string } }
  security: Record<string, never[]>[]
  paths: Record<string, Record<string, ApiOperation>>
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, unknown> }
}
