import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTriggers } from '#renderer/data/queries/triggers.ts'
import { go } from '#renderer/data/routes.ts'
import { newTrigger } from '#renderer/data/trigger-drafts.ts'
import { useIsNarrow } from '#renderer/data/window-width.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { PaneBack } from '#renderer/parts/pane-bar.tsx'
import { SplitPane } from '#renderer/parts/split-pane.tsx'
import { TriggerListPane } from './list/trigger-list-pane.tsx'
import { NewTriggerPane } from './new-trigger-pane.tsx'
import { Starters } from './starter-list.tsx'
import { TriggerPane } from './trigger-pane.tsx'
import './triggers.css'

type ScreenProps = { id: string | null; tab: string | null; q: string }

/** What is done by itself when something arrives: the triggers, how each fares, and everything about one. */
export function TriggersScreen({ id, tab, q }: ScreenProps): ReactElement {
  const isNarrow = useIsNarrow()
  const list = <TriggerListPane q={q} openId={id} />
  const detail = <Detail id={id} tab={tab} q={q} />
  // Of three panes one too many: the list gives way to the trigger that is open.
  if (!isNarrow || id === null)
    return <SplitPane id="triggers" left={list} right={detail} leftSize="208px" leftMin="180px" />
  return (
    <div className="col">
      <PaneBack>
        <Button small look="ghost" onClick={() => go({ screen: 'triggers', id: null, tab: null, q })}>
          <ArrowLeft className="i s" aria-hidden="true" />
          All triggers
        </Button>
      </PaneBack>
      {detail}
    </div>
  )
}

function Detail({ id, tab, q }: ScreenProps): ReactElement {
  if (id === null) return <NothingChosen />
  if (id === newTrigger) return <NewTriggerPane q={q} />
  // A new key drops what belongs to another trigger: mistakes shown, tests made.
  return <TriggerPane key={id} id={id} tab={tab} q={q} />
}

function NothingChosen(): ReactElement {
  const { data } = useTriggers('')
  if (data?.items.length !== 0) {
    return <EmptyState>Choose a trigger to see when it runs, what it does and what came of it.</EmptyState>
  }
  return (
    <div className="tr-empty">
      <p>Triggers do something by themselves when an event arrives.</p>
      <Starters />
      <Button look="primary" onClick={() => go({ screen: 'triggers', id: newTrigger, tab: null, q: '' })}>
        New trigger
      </Button>
    </div>
  )
}
