import type { z } from 'zod'
import { apiKeysOperations } from './api-keys-operations.ts'
import { checksOperations } from './checks-operations.ts'
import { replaysOperations } from './replays-operations.ts'
import { configurationOperations } from './configuration-operations.ts'
import { deliveriesOperations } from './deliveries-operations.ts'
import { eventTypesOperations, eventsOperations } from './events-operations.ts'
import { inboundOperations } from './inbound-operations.ts'
import { requestsOperations } from './requests-operations.ts'
import { simulationsOperations } from './simulations-operations.ts'
import { sourcesOperations } from './sources-operations.ts'
import { taskProjectsOperations, tasksOperations } from './tasks-operations.ts'
import { taskmasterOperations } from './taskmaster-operations.ts'
import { toolServersOperations } from './tool-servers-operations.ts'
import { triggersOperations } from './triggers-operations.ts'
import { runsOperations } from './runs-operations.ts'
import { templatesOperations } from './templates-operations.ts'
import { tunnelsOperations } from './tunnels-operations.ts'
import { webhooksOperations } from './webhooks-operations.ts'
import { sessionOperations, settingsOperations, viewsOperations } from './workspace-operations.ts'

/** Everything that Creel can do, by name. Names are `<noun>.<verb>`. */
export const operations = {
  ...apiKeysOperations,
  ...sourcesOperations,
  ...requestsOperations,
  ...replaysOperations,
  ...deliveriesOperations,
  ...tunnelsOperations,
  ...eventsOperations,
  ...eventTypesOperations,
  ...webhooksOperations,
  ...templatesOperations,
  ...tasksOperations,
  ...taskProjectsOperations,
  ...taskmasterOperations,
  ...triggersOperations,
  ...toolServersOperations,
  ...configurationOperations,
  ...runsOperations,
  ...inboundOperations,
  ...simulationsOperations,
  ...checksOperations,
  ...viewsOperations,
  ...sessionOperations,
  ...settingsOperations,
}

export type Operations = typeof operations
export type OperationName = keyof Operations

/** What a handler is given: parsed, with defaults. */
export type InputOf<Name extends OperationName> = z.output<Operations[Name]['input']>
/** What a caller gives: defaults may be left out. */
export type CallOf<Name extends OperationName> = z.input<Operations[Name]['input']>
/** What a handler answers. */
export type OutputOf<Name extends OperationName> = z.output<Operations[Name]['output']>
