import { CircleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { AppError } from '#shared/contract/problem.ts'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import './empty-state.css'

/** An error where the content would be: what happened and what to do, then one action, then the raw error. */
export function ErrorBox({
  title,
  error,
  action,
}: {
  title: string
  error: unknown
  action?: ReactNode
}): ReactElement {
  const raw = rawError(error)
  return (
    <div className="err" role="alert">
      <CircleAlert className="i" aria-hidden="true" />
      <div className="grow">
        <h3>{title}</h3>
        <p>{error instanceof Error ? error.message : 'No more is known.'}</p>
        {action && <div className="err-actions">{action}</div>}
        <details>
          <summary>Details</summary>
          <pre>{raw}</pre>
          <Button small onClick={() => void copyText(raw, 'Error')}>
            Copy
          </Button>
        </details>
      </div>
    </div>
  )
}

function rawError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = error instanceof AppError ? `code: ${error.code}\n` : ''
  const cause =
    error.cause === undefined
      ? ''
      : `\ncause: ${error.cause instanceof Error ? error.cause.message : JSON.stringify(error.cause)}`
  const fields = error instanceof AppError && error.errors ? `\n${JSON.stringify(error.errors, null, 2)}` : ''
  return `${code}${error.name}: ${error.message}${fields}${cause}`
}
