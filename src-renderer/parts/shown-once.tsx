import { Copy, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import './shown-once.css'

type ShownOnceProps = {
  label: string
  /** What it is, as told once it is copied: “Key”. */
  noun: string
  /** What to do with it now. */
  words: ReactNode
  text: string
  /** Its beginning, which is no secret: `whsec_`. */
  prefix: string
  /** Puts it away for good. */
  onDone: () => void
}

/** A secret that was just made, masked until it is asked for; this once, and never again. */
export function ShownOnce({ label, noun, words, text, prefix, onDone }: ShownOnceProps): ReactElement {
  const [shown, setShown] = useState<string | null>(null)
  // One that is made meanwhile is masked again.
  const isOpen = shown === text
  const Icon = isOpen ? EyeOff : Eye
  return (
    <div className="shown-once" role="group" aria-label={label}>
      <p>
        <b>{words}</b> It is shown this once.
      </p>
      <div className="row">
        <code className="grow">{isOpen ? text : `${prefix}${'•'.repeat(24)}`}</code>
        <Button small onClick={() => setShown(isOpen ? null : text)}>
          <Icon className="i s" aria-hidden="true" />
          {isOpen ? 'Hide' : 'Show'}
        </Button>
        <Button small onClick={() => void copyText(text, noun)}>
          <Copy className="i s" aria-hidden="true" />
          Copy
        </Button>
        <Button small look="ghost" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  )
}
