import type { TriggerFault, TriggerSettings } from '#shared/model/trigger.ts'
import type { Action, ActionOf } from '#shared/rules/actions/actions.ts'
import { faultOfPlaces } from '#shared/rules/actions/filled-text.ts'
import { filledTexts } from '#shared/rules/actions/filled-texts.ts'
import type { LiveTemplate } from '#main/core/templates/live-templates.ts'
import { faultOfServer } from '#main/core/tools/prepare-call.ts'
import type { LiveToolServer } from '#main/core/tools/tool-server-registry.ts'
import { validateConditions } from '#main/core/rules/validate-conditions.ts'
import { leadsToOwnPort } from '#main/core/security/own-address.ts'
import type { Expressions } from './live-trigger.ts'

/** What a trigger may refer to. */
export type TriggerSurroundings = {
  isWebhook: (id: string) => boolean
  /** Why payloads cannot be made with a template; null: they can. */
  faultOfTemplate: (id: string) => string | null
  toolServerOf: (id: string) => LiveToolServer | undefined
  isSource: (id: string) => boolean
  /** Why no event could be made arguments of a tool by a text; null: it is a template. */
  faultOfArguments: (text: string) => string | null
  controlPort: number
}

/** Why payloads cannot be made with a template; null: they can. */
export function faultOfTemplate(template: LiveTemplate | undefined): string | null {
  if (template === undefined) return 'is a template that is gone'
  return template.versionId === null ? 'was never published: publish it first' : null
}

/** What cannot work in a trigger: references to what is gone, expressions and patterns that are none, actions that may not be. */
export function faultsOf(
  settings: TriggerSettings,
  expressions: Expressions,
  surroundings: TriggerSurroundings,
): TriggerFault[] {
  const { sources, condition, actions } = settings
  const checkExpression = (cel: string): string | null => {
    const compiled = expressions.get(cel)
    return compiled?.kind === 'faulty' ? compiled.fault : null
  }
  return [
    ...sources.flatMap((source, index) => sourceFaults(source, index, surroundings)),
    ...(condition === null ? [] : validateConditions(condition, { path: 'condition', of: 'event', checkExpression })),
    ...(actions.length === 0 ? [{ path: 'actions', message: 'has none: add what the trigger is to do' }] : []),
    ...actions.flatMap((action, index) => actionFaults(action, `actions.${index}`, { settings, surroundings })),
    ...actions.flatMap((action, index) => placeFaults(action, `actions.${index}`)),
  ]
}

function sourceFaults(source: string, index: number, { isSource }: TriggerSurroundings): TriggerFault[] {
  if (!source.startsWith('src_') || isSource(source)) return []
  return [{ path: `sources.${index}`, message: 'is a source that is gone' }]
}

function actionFaults(
  action: Action,
  path: string,
  { settings, surroundings }: { settings: TriggerSettings; surroundings: TriggerSurroundings },
): TriggerFault[] {
  const { controlPort } = surroundings
  const isOwn = (url: string): boolean => leadsToOwnPort(url, controlPort)
  const own = 'leads to Creel’s own control port'
  if (action.kind === 'deliver') {
    const isOwnTarget = action.to.kind === 'url' && isOwn(action.to.url)
    return [
      ...(isOwnTarget ? [{ path: `${path}.to.url`, message: own }] : []),
      ...deliverFaults(action, path, surroundings),
    ]
  }
  if (action.kind === 'forward') return isOwn(action.url) ? [{ path: `${path}.url`, message: own }] : []
  if (action.kind === 'call-tool') {
    const fault = faultOfServer(surroundings.toolServerOf(action.serverId), settings.allowsCommands)
    const unusable = surroundings.faultOfArguments(action.arguments)
    return [
      ...(fault === null ? [] : [{ path: `${path}.serverId`, message: fault }]),
      ...(unusable === null ? [] : [{ path: `${path}.arguments`, message: unusable }]),
    ]
  }
  if (action.kind === 'command' && !settings.allowsCommands) {
    return [{ path: `${path}.program`, message: 'may not run: this trigger does not allow commands' }]
  }
  return []
}

const placeFaults = (action: Action, at: string): TriggerFault[] =>
  filledTexts(action).flatMap(({ path, text }) => {
    const message = faultOfPlaces(text)
    return message === null ? [] : [{ path: `${at}.${path}`, message }]
  })

function deliverFaults(
  { to, templateId }: ActionOf<'deliver'>,
  path: string,
  { isWebhook, faultOfTemplate: faultOf }: TriggerSurroundings,
): TriggerFault[] {
  const isGone = to.kind === 'webhook' && !isWebhook(to.id)
  const unusable = templateId === null ? null : faultOf(templateId)
  return [
    ...(isGone ? [{ path: `${path}.to.id`, message: 'is a webhook that is gone' }] : []),
    ...(unusable === null ? [] : [{ path: `${path}.templateId`, message: unusable }]),
  ]
}
