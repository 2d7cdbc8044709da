import type { SimulationSubject } from '#shared/model/simulation.ts'
import { gap } from './table.ts'

/** Who can be simulated, each with its events, one a line. */
export const tellSubjects = ({ items }: { items: readonly SimulationSubject[] }): string[] => items.flatMap(tellSubject)

function tellSubject({ provider, title, events, retryHabit }: SimulationSubject): string[] {
  const width = Math.max(0, ...events.map(({ eventType }) => eventType.length))
  return [
    provider === null ? title : `${title}${gap}--provider ${provider}`,
    ...(retryHabit === null ? [] : [`    Without a 2xx: ${retryHabit}`]),
    ...events.map(({ eventType, summary }) => `  ${eventType.padEnd(width)}${gap}${summary}`.trimEnd()),
  ]
}
