import { Search } from 'lucide-react'
import type { ReactElement, RefObject } from 'react'
import { useId } from 'react'
import { Input } from '#renderer/parts/field.tsx'
import './side-list.css'

type FindProps = {
  box: RefObject<HTMLInputElement | null>
  label: string
  placeholder: string
  q: string
  /** What is wrong with what is written. */
  mistake?: string | null
  onFind: (q: string) => void
}

/** Finds rows while one types; Escape takes it back. */
export function FindBox({ box, label, placeholder, q, mistake = null, onFind }: FindProps): ReactElement {
  const mistakeId = useId()
  return (
    <div className="side-find">
      <span className="side-find-box">
        <Search className="i s" aria-hidden="true" />
        <Input
          ref={box}
          aria-label={label}
          aria-invalid={mistake !== null || undefined}
          aria-describedby={mistake === null ? undefined : mistakeId}
          placeholder={placeholder}
          value={q}
          onChange={(event) => onFind(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            onFind('')
            event.currentTarget.blur()
          }}
        />
      </span>
      {mistake !== null && (
        <p className="hint bad" id={mistakeId} role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}
