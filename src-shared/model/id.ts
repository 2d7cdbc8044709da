import { z } from 'zod'

/** The prefix that tells what an id names. An id is `<prefix>_<monotonic ULID>`; it sorts by time of creation. */
export const idPrefixes = {
  workspace: 'ws',
  apiKey: 'key',
  source: 'src',
  secret: 'sec',
  request: 'req',
  delivery: 'del',
  attempt: 'att',
  event: 'evt',
  eventType: 'ety',
  webhook: 'wh',
  view: 'view',
  session: 'ses',
  tunnel: 'tun',
  replay: 'rpl',
  template: 'tpl',
  templateVersion: 'tpv',
  task: 'task',
  taskComment: 'cmt',
  taskProject: 'prj',
  taskmasterLink: 'tml',
  trigger: 'trg',
  run: 'run',
  action: 'act',
  simulation: 'sim',
  check: 'chk',
  toolServer: 'tsv',
} as const

/** A noun that has ids. */
export type IdNoun = keyof typeof idPrefixes

/** The schema of one noun's ids: the prefix and 26 letters of Crockford's base 32. */
export const idSchema = (noun: IdNoun) =>
  z
    .string()
    .regex(
      new RegExp(`^${idPrefixes[noun]}_[0-9A-HJKMNP-TV-Z]{26}$`),
      `must look like ${idPrefixes[noun]}_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD`,
    )

export const WorkspaceId = idSchema('workspace')
export const ApiKeyId = idSchema('apiKey')
export const SourceId = idSchema('source')
export const SecretId = idSchema('secret')
export const RequestId = idSchema('request')
export const DeliveryId = idSchema('delivery')
export const AttemptId = idSchema('attempt')
export const EventId = idSchema('event')
export const WebhookId = idSchema('webhook')
export const ViewId = idSchema('view')
export const SessionId = idSchema('session')
export const TunnelId = idSchema('tunnel')
export const ReplayId = idSchema('replay')

/** Of a template: one's own, or the name of one that comes with Creel, such as `tpl_slack`. */
export const TemplateId = z
  .string()
  .regex(/^tpl_([0-9A-HJKMNP-TV-Z]{26}|[a-z][a-z0-9-]*)$/, 'must look like tpl_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD or tpl_slack')

/** Of a version of a template: one's own, or the name and number of one that comes with Creel, such as `tpv_slack_1`. */
export const TemplateVersionId = z
  .string()
  .regex(
    /^tpv_([0-9A-HJKMNP-TV-Z]{26}|[a-z][a-z0-9-]*_\d+)$/,
    'must look like tpv_01K9XQ7M4TZ3V8Q5R2W6Y0B1CD or tpv_slack_1',
  )
export const TaskId = idSchema('task')
export const TaskCommentId = idSchema('taskComment')
export const TaskProjectId = idSchema('taskProject')
export const TaskmasterLinkId = idSchema('taskmasterLink')
export const TriggerId = idSchema('trigger')
export const RunId = idSchema('run')
export const ActionId = idSchema('action')
export const SimulationId = idSchema('simulation')
export const CheckId = idSchema('check')
export const ToolServerId = idSchema('toolServer')

/** Solo mode has this one workspace. */
export const defaultWorkspaceId = 'ws_00000000000000000000000000'
