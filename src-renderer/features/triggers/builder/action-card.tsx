import { ArrowDown, ArrowUp, CircleAlert, Ellipsis, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import { useToolServers } from '#renderer/data/queries/tool-servers.ts'
import { useTemplates } from '#renderer/data/queries/templates.ts'
import { useWebhooksById } from '#renderer/data/queries/webhooks-by-id.ts'
import type { TriggerForm } from './use-trigger-form.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { classNames } from '#renderer/parts/class-names.ts'
import type { MenuEntry } from '#renderer/parts/menu.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import type { Action } from '#shared/rules/actions/actions.ts'
import { actionKinds, describeAction } from '#shared/rules/actions/actions.ts'
import { ActionFields } from './action-fields.tsx'
import { actionIcons } from './new-action.ts'

type CardProps = {
  form: TriggerForm
  index: number
  action: Action
  isOpen: boolean
  hasFocus: boolean
  isLast: boolean
  onFocus: () => void
  onToggle: () => void
  onChange: (action: Action) => void
  onMove: (step: 1 | -1) => void
  onRemove: () => void
}

/** One action: what it does in words, and its settings when it is open. */
export function ActionCard(props: CardProps): ReactElement {
  const { form, index, action, isOpen, hasFocus, onFocus, onToggle, onChange } = props
  const Icon = actionIcons[action.kind]
  const error = form.errorOf(`actions.${index}`)
  const byId = useWebhooksById().data
  const configure = useRef<HTMLButtonElement>(null)
  // Whoever moves an action by its keys goes along with it.
  useEffect(() => {
    if (hasFocus && !configure.current?.closest('.tr-action')?.contains(document.activeElement)) {
      configure.current?.focus()
    }
  }, [hasFocus])
  const { data: templates } = useTemplates()
  const { data: servers } = useToolServers()
  const names = {
    webhook: (id: string) => byId?.get(id)?.name ?? absence(byId, 'a webhook that is gone'),
    template: (id: string) =>
      templates?.find((one) => one.id === id)?.name ?? absence(templates, 'a template that is gone'),
    toolServer: (id: string) =>
      servers?.find((one) => one.id === id)?.name ?? absence(servers, 'a tool server that is gone'),
  }
  return (
    <div className={classNames('tr-card tr-action', error && 'broken')} onFocus={onFocus}>
      <div className="row">
        <span className="tr-action-icon" aria-hidden="true">
          <Icon className="i" />
        </span>
        <p className="grow">
          <b>{actionKinds[action.kind].title}</b>
          <small className="ell">{describeAction(action, names)}</small>
        </p>
        {error && <CircleAlert className="i s bad" aria-label="Something is wrong here" />}
        <IconButton
          small
          ref={configure}
          label={isOpen ? 'Close the settings' : `Configure action ${index + 1}`}
          aria-expanded={isOpen}
          onClick={onToggle}
        >
          <SlidersHorizontal className="i s" aria-hidden="true" />
        </IconButton>
        <Menu
          align="end"
          trigger={
            <IconButton small label={`More for action ${index + 1}`}>
              <Ellipsis className="i s" aria-hidden="true" />
            </IconButton>
          }
          entries={entriesOf(props)}
        />
      </div>
      {error && !isOpen && <p className="hint bad">{error}</p>}
      {isOpen && <ActionFields form={form} path={`actions.${index}`} action={action} onChange={onChange} />}
    </div>
  )
}

/** As long as a list is not read, nothing is said to be gone from it. */
const absence = (list: object | undefined, gone: string): string => (list === undefined ? '…' : gone)

const entriesOf = ({ index, isLast, onMove, onRemove }: CardProps): MenuEntry[] => [
  {
    id: 'up',
    label: 'Move up',
    icon: ArrowUp,
    keys: 'Alt+ArrowUp',
    disabled: index === 0,
    onSelect: () => onMove(-1),
  },
  {
    id: 'down',
    label: 'Move down',
    icon: ArrowDown,
    keys: 'Alt+ArrowDown',
    disabled: isLast,
    onSelect: () => onMove(1),
  },
  { kind: 'line', id: 'line' },
  { id: 'remove', label: 'Remove', icon: Trash2, danger: true, onSelect: onRemove },
]
