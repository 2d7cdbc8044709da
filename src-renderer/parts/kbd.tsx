import type { ReactElement, ReactNode } from 'react'
import { keyNames } from './key-names.ts'
import './kbd.css'

/** One key cap. */
export const Kbd = ({ children }: { children: ReactNode }): ReactElement => <kbd>{children}</kbd>

/** The key caps of a binding such as `$mod+k` or `g i`. */
export const Keys = ({ binding }: { binding: string }): ReactElement => (
  <span className="keys">
    {keyNames(binding).map((name, index) => (
      // A binding's keys never move, so their places identify them.
      <Kbd key={index}>{name}</Kbd>
    ))}
  </span>
)
