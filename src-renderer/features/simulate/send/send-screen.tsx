import type { ReactElement, ReactNode } from 'react'
import { EventPane } from './event-pane.tsx'
import { SendOptions } from './send-options.tsx'
import { SubjectTree } from './subject-tree.tsx'
import { useSimulation } from './use-simulation.ts'

/** Chooses an event, edits it, says how it is sent and what it did. */
export function SendScreen({ ways }: { ways: ReactNode }): ReactElement {
  const simulation = useSimulation()
  return (
    <section className="sim" aria-label="Simulate">
      <SubjectTree ways={ways} />
      <EventPane simulation={simulation} />
      <SendOptions simulation={simulation} />
    </section>
  )
}
