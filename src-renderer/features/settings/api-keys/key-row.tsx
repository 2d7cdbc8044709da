import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useRestoreApiKey, useRevokeApiKey, useRotateApiKey } from '#renderer/data/queries/api-keys.ts'
import { showKey } from '#renderer/data/shown-key.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import { Moment } from '#renderer/parts/moment.tsx'
import { notify, notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import { useNow } from '#renderer/parts/use-now.ts'
import type { ApiKey } from '#shared/model/api-key.ts'
import { expiryWords, scopeWords } from './key-words.ts'

const tones = { plain: 'mid', soon: 'warn', over: 'bad' } as const

/** One key; a revocation is undone, not asked for. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }): ReactElement {
  const { id, name, hint, state, lastUsedAt, lastUse, useCount } = apiKey
  const rotate = useRotateApiKey()
  const revoke = useRevokeApiKey()
  const restore = useRestoreApiKey()
  const expiry = expiryWords(apiKey, useNow())
  const onRotate = (): void =>
    rotate.mutate(id, {
      onSuccess(made) {
        showKey(made)
        notify('Key rotated. The old one works for another day')
      },
      onError: notifyError,
    })
  // Promises, not callbacks of the hooks: by the time they are kept this row may be gone.
  const onRevoke = (): void =>
    notifyWhenDone(
      revoke.mutateAsync(id),
      `“${name}” was revoked`,
      () => void restore.mutateAsync(id).catch(notifyError),
    )
  return (
    <tr>
      <td className="name long" title={name}>
        {name}
      </td>
      <td>
        <code>creel_…{hint}</code>
      </td>
      <td className="long" title={scopeWords(apiKey)}>
        {scopeWords(apiKey)}
      </td>
      <td title={lastUse === null ? undefined : `${lastUse}, ${useCount} calls in all`}>
        {lastUsedAt === null ? <span className="mid">Not yet</span> : <Moment at={lastUsedAt} />}
      </td>
      <td className={tones[expiry.tone]}>{expiry.text}</td>
      <td className="acts">
        <div className="row">
          {state === 'active' && (
            <Button small aria-label={`Rotate ${name}`} disabled={rotate.isPending} onClick={onRotate}>
              Rotate
            </Button>
          )}
          <IconButton small label={`Revoke ${name}`} disabled={revoke.isPending} onClick={onRevoke}>
            <Trash2 className="i s" aria-hidden="true" />
          </IconButton>
        </div>
      </td>
    </tr>
  )
}
