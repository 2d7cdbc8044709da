import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useApiKeys } from '#renderer/data/queries/api-keys.ts'
import { Button } from '#renderer/parts/button.tsx'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { KeyRow } from './key-row.tsx'
import { NewKeyDialog } from './new-key-dialog.tsx'
import { ShownKey } from './shown-key.tsx'

/** The keys of programs: what each may, when it was used, when it ends. */
export function ApiKeysSettings(): ReactElement {
  const [isAsked, setAsked] = useState(false)
  return (
    <div className="setp wide">
      <header>
        <div>
          <h1>API keys</h1>
          <p>A key is shown once, then stored only as a hash. Give each job its own key with the least scope.</p>
        </div>
        <Button look="primary" onClick={() => setAsked(true)}>
          <Plus className="i" aria-hidden="true" />
          New key
        </Button>
      </header>
      <ShownKey />
      <Keys />
      <NewKeyDialog open={isAsked} onClose={() => setAsked(false)} />
    </div>
  )
}

function Keys(): ReactElement {
  const { data: keys, error } = useApiKeys()
  if (error) return <ErrorBox title="The keys could not be read" error={error} />
  if (!keys) return <Skeleton width="60%" />
  if (keys.length === 0)
    return <EmptyState>No keys yet. Programs that are not yours need one to call Creel.</EmptyState>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <div className="key-list" role="region" aria-label="API keys" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Key</th>
            <th scope="col">Scope</th>
            <th scope="col">Last used</th>
            <th scope="col">Expires</th>
            <th scope="col" aria-label="Actions" />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <KeyRow key={key.id} apiKey={key} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
