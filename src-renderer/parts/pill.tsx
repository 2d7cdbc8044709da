import type { ReactElement, ReactNode } from 'react'
import './pill.css'

/** How something fares: the colour of its pill, dot and words. */
export type Tone = 'ok' | 'warn' | 'bad' | 'dead' | 'busy' | 'idle'

/** A state in a word or two, with an optional icon. */
export const Pill = ({ tone = 'idle', children }: { tone?: Tone; children: ReactNode }): ReactElement => (
  <span className={`tag ${tone}`}>{children}</span>
)

/** A dot that repeats in colour what the words beside it say. */
export const Pip = ({ tone }: { tone: Tone }): ReactElement => <i className={`pip ${tone}`} aria-hidden="true" />
