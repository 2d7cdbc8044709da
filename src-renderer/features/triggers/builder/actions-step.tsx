import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import type { TriggerForm } from './use-trigger-form.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { Menu } from '#renderer/parts/menu.tsx'
import type { Action, ActionKindName } from '#shared/rules/actions/actions.ts'
import { actionKinds } from '#shared/rules/actions/actions.ts'
import { ActionCard } from './action-card.tsx'
import { actionIcons, newAction } from './new-action.ts'

const kinds = Object.keys(actionKinds) as ActionKindName[]

/** What a trigger does, in order. */
export function ActionsStep({ form }: { form: TriggerForm }): ReactElement {
  const { actions } = form.draft
  const { openAt, setOpenAt, focusedAt, setFocusedAt, isAdding, setAdding, set, add, move, remove } = useActions(form)
  return (
    <>
      {actions.map((action, index) => (
        // Actions have no ids; a removed one makes room for the next.
        <ActionCard
          key={index}
          form={form}
          index={index}
          action={action}
          isOpen={openAt === index}
          hasFocus={focusedAt === index}
          isLast={index === actions.length - 1}
          onFocus={() => setFocusedAt(index)}
          onToggle={() => setOpenAt(openAt === index ? null : index)}
          onChange={(changed) => set(actions.with(index, changed))}
          onMove={(step) => move(index, step)}
          onRemove={() => remove(index)}
        />
      ))}
      {form.errorOf('actions') && actions.length === 0 && (
        <p className="hint bad" role="alert">
          {form.errorOf('actions')}
        </p>
      )}
      <Menu
        open={isAdding}
        onOpenChange={setAdding}
        trigger={
          <Button className="tr-add">
            <Plus className="i s" aria-hidden="true" />
            Add action <Keys binding="a" />
          </Button>
        }
        entries={kinds.map((kind) => ({
          id: kind,
          label: actionKinds[kind].title,
          icon: actionIcons[kind],
          onSelect: () => add(kind),
        }))}
      />
    </>
  )
}

/** Which action is open, which has the focus, and what can be done with them. */
function useActions(form: TriggerForm) {
  const { actions } = form.draft
  const [openAt, setOpenAt] = useState<number | null>(null)
  const [isAdding, setAdding] = useState(false)
  const [focusedAt, setFocusedAt] = useState<number | null>(null)
  const set = (changed: Action[]): void => form.set({ actions: changed })
  const add = (kind: ActionKindName): void => {
    set([...actions, newAction(kind)])
    setOpenAt(actions.length)
  }
  const move = (from: number, step: 1 | -1): void => {
    const to = from + step
    const [moved, other] = [actions[from], actions[to]]
    if (!moved || !other) return
    set(actions.with(to, moved).with(from, other))
    setOpenAt((at) => (at === from ? to : at === to ? from : at))
    setFocusedAt(to)
  }
  useCommands([
    { id: 'add-action', title: 'Add action', icon: Plus, group: 'This trigger', keys: 'a', run: () => setAdding(true) },
    ...([-1, 1] as const).map((step) => ({
      id: step === 1 ? 'action-down' : 'action-up',
      title: step === 1 ? 'Move the action down' : 'Move the action up',
      group: 'This trigger' as const,
      keys: step === 1 ? 'Alt+ArrowDown' : 'Alt+ArrowUp',
      isEnabled: focusedAt !== null,
      run: () => focusedAt !== null && move(focusedAt, step),
    })),
  ])
  const remove = (index: number): void => {
    set(actions.toSpliced(index, 1))
    setOpenAt(null)
    setFocusedAt(null)
  }
  return { openAt, setOpenAt, focusedAt, setFocusedAt, isAdding, setAdding, set, add, move, remove }
}
