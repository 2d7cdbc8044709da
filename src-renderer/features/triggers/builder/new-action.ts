import {
  Bell,
  CornerDownRight,
  Megaphone,
  Send,
  SquareCheckBig,
  SquareTerminal,
  CheckCheck,
  Wrench,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Action, ActionKindName, ActionOf } from '#shared/rules/actions/actions.ts'

/** An action of each kind before anything is filled in. */
const empty: { [Kind in ActionKindName]: ActionOf<Kind> } = {
  deliver: { kind: 'deliver', to: { kind: 'url', url: '' }, templateId: null },
  'upsert-task': {
    kind: 'upsert-task',
    title: '',
    externalId: '',
    description: '',
    status: null,
    priority: null,
    assignee: '',
    category: '',
    labels: [],
  },
  'complete-task': { kind: 'complete-task', task: '{{data.id}}' },
  forward: { kind: 'forward', url: '' },
  emit: { kind: 'emit', type: '', data: {} },
  notify: { kind: 'notify', title: '', text: '' },
  command: { kind: 'command', program: '', arguments: [], timeLimitSeconds: 60 },
  'call-tool': { kind: 'call-tool', serverId: '', tool: '', arguments: '{}', timeLimitSeconds: 60 },
}

export const newAction = (kind: ActionKindName): Action => empty[kind]

export const actionIcons: Record<ActionKindName, LucideIcon> = {
  deliver: CornerDownRight,
  'upsert-task': SquareCheckBig,
  'complete-task': CheckCheck,
  forward: Send,
  emit: Megaphone,
  notify: Bell,
  command: SquareTerminal,
  'call-tool': Wrench,
}
