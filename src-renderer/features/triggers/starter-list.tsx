import type { ReactElement } from 'react'
import { go } from '#renderer/data/routes.ts'
import { changeTriggerDraft, emptyTrigger, newTrigger } from '#renderer/data/trigger-drafts.ts'
import { Button } from '#renderer/parts/button.tsx'
import { starters } from './starters.ts'

/** Triggers to begin with, and the way that leads from a request to one. */
export const Starters = (): ReactElement => (
  <ul className="tr-starters" aria-label="Begin with">
    {starters.map(({ title, about, draft }) => (
      <li key={title} className="tr-card">
        <h3>{title}</h3>
        <p className="hint">{about}</p>
        <Button
          small
          onClick={() => {
            changeTriggerDraft(newTrigger, emptyTrigger, draft)
            go({ screen: 'triggers', id: newTrigger, tab: null, q: '' })
          }}
        >
          Begin with this
        </Button>
      </li>
    ))}
    <li className="tr-card">
      <h3>From a request</h3>
      <p className="hint">
        Choose a request in Inspect and press T: type and source are filled in, and it is the test.
      </p>
      <Button small onClick={() => go({ screen: 'inspect', id: null, tab: null, q: '' })}>
        Make one from a request
      </Button>
    </li>
  </ul>
)
