import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useEffect } from 'react'
import { AppError } from '#shared/contract/problem.ts'
import { go } from '#renderer/data/routes.ts'
import { enterWithCode } from '#renderer/data/session.ts'
import { Button } from '#renderer/parts/button.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Gate } from './gate.tsx'

/** Changes the code of the address into a session, then goes on to Inspect. */
export function EnterScreen({ code }: { code: string }): ReactElement {
  const { mutate, error } = useMutation({
    // A code works once: every further caller gets the promise of the first.
    mutationFn: enterOnce,
    onSuccess: () => go({ screen: 'inspect', id: null, tab: null, q: '' }, { replace: true }),
  })
  useEffect(() => mutate(code), [mutate, code])
  if (!error) return <Gate title="One moment.">{null}</Gate>
  if (error instanceof AppError && error.code === 'session-code-invalid') return <UsedUp />
  return (
    <Gate title="You could not be let in.">
      <ErrorBox
        title="Creel did not take the link"
        error={error}
        action={<Button onClick={() => mutate(code)}>Try again</Button>}
      />
    </Gate>
  )
}

const UsedUp = (): ReactElement => (
  <Gate title="This link no longer works.">
    <p>
      A link lets one browser in, once, within 60 seconds. This one was used before or is older. Run this for a new one:
    </p>
    <pre>creel open</pre>
    <p>Where Creel runs in a terminal, press Enter there for a new link.</p>
  </Gate>
)

const entries = new Map<string, Promise<void>>()

function enterOnce(code: string): Promise<void> {
  const entry = entries.get(code) ?? enterWithCode(code)
  entries.set(code, entry)
  // A server that did not answer has not used up the code.
  entry.catch((error: unknown) => error instanceof AppError && error.code === 'not-running' && entries.delete(code))
  return entry
}
