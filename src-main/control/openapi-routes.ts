import type { z } from 'zod'
import type { ApiOperation, ApiParameter } from './openapi-document.ts'
import { feedSchema, schemaOf } from './openapi-schemas.ts'
import { ExportInput, ManyExportInput } from './request-exports.ts'
import { BodyInput, SentBodyInput } from './request-files.ts'
import { NewSession, SessionCode } from './session-route.ts'

type Told = ApiOperation & { path: string; method: string }

const text = { schema: { type: 'string' } }
const status = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] }

const inPath = (schema: z.ZodType): ApiParameter => ({
  name: 'id',
  in: 'path',
  required: true,
  schema: schemaOf(schema, 'input'),
})

const inQuery = (shape: Record<string, z.ZodType>): ApiParameter[] =>
  Object.entries(shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(schema, 'input'),
  }))

// Made when the document is asked for: schemas of all these took a tenth of the time that Creel needs to start.
/** The routes that are no operations: bytes, text, the feed, the door and the health. */
export const routesBesideTheTable = (): Told[] => [door(), ...files(), feed(), ...healthRoutes]

const door = (): Told => ({
  path: '/api/v1/session',
  method: 'POST',
  operationId: 'session.enter',
  summary: 'Change a one-time code into a session token.',
  tags: ['session'],
  security: [],
  requestBody: { required: true, content: { 'application/json': { schema: schemaOf(SessionCode, 'input') } } },
  responses: {
    201: { description: 'The token.', content: { 'application/json': { schema: schemaOf(NewSession, 'output') } } },
  },
})

const files = (): Told[] => [
  {
    path: '/api/v1/requests/{id}/body',
    method: 'GET',
    operationId: 'requests.body',
    summary: 'Fetch the raw body of a request; its own content type is in X-Creel-Content-Type.',
    tags: ['requests'],
    parameters: [inPath(BodyInput.shape.id)],
    responses: { 200: { description: 'The bytes.', content: { 'application/octet-stream': { schema: {} } } } },
  },
  {
    path: '/api/v1/deliveries/{id}/body',
    method: 'GET',
    operationId: 'deliveries.body',
    summary: 'Fetch the raw body that a delivery of a request sends: the edited one where it was edited.',
    tags: ['deliveries'],
    parameters: [inPath(SentBodyInput.shape.id)],
    responses: { 200: { description: 'The bytes.', content: { 'application/octet-stream': { schema: {} } } } },
  },
  {
    path: '/api/v1/requests/{id}/export',
    method: 'GET',
    operationId: 'requests.export',
    summary: 'Write a request as a command or a program that sends it again, as raw HTTP, or as HAR.',
    tags: ['requests'],
    parameters: [
      inPath(BodyInput.shape.id),
      ...inQuery({ format: ExportInput.shape.format, redact: ExportInput.shape.redact }),
    ],
    responses: { 200: { description: 'The text, or the bytes.', content: { 'text/plain': text } } },
  },
  {
    path: '/api/v1/requests/export',
    method: 'GET',
    operationId: 'requests.exportMany',
    summary: 'Write the requests that are named or that a filter finds as one HAR that another Creel imports.',
    tags: ['requests'],
    parameters: inQuery(ManyExportInput.shape),
    responses: { 200: { description: 'The HAR.', content: { 'application/json': { schema: {} } } } },
  },
]

const feed = (): Told => ({
  path: '/api/v1/feed',
  method: 'GET',
  operationId: 'feed.read',
  summary: 'Follow what happens, as server-sent events; “reset” says to fetch anew.',
  tags: ['feed'],
  parameters: [
    {
      name: 'Last-Event-ID',
      in: 'header',
      required: false,
      schema: { type: 'string' },
      description: 'Resume after this event.',
    },
  ],
  responses: { 200: { description: 'The stream.', content: { 'text/event-stream': { schema: feedSchema() } } } },
})

const healthRoutes: Told[] = [
  {
    path: '/healthz',
    method: 'GET',
    operationId: 'health.live',
    summary: 'Say that the process is up.',
    tags: ['health'],
    security: [],
    responses: { 200: { description: 'It is.', content: { 'application/json': { schema: status } } } },
  },
  {
    path: '/readyz',
    method: 'GET',
    operationId: 'health.ready',
    summary: 'Say whether requests can be stored.',
    tags: ['health'],
    security: [],
    responses: {
      200: { description: 'They can.', content: { 'application/json': { schema: status } } },
      503: { description: 'They cannot.', content: { 'application/json': { schema: status } } },
    },
  },
]
