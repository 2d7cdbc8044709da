import { Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import { useDeleteSource, useRestoreSource } from '#renderer/data/queries/sources.ts'
import { go } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { notifyError, notifyWhenDone } from '#renderer/parts/toast.tsx'
import type { Source } from '#shared/model/source.ts'
import { SettingGroup } from './setting-group.tsx'

/** The end of a source; it can be taken back for a while. */
export function DeleteSection({ source }: { source: Source }): ReactElement {
  const remove = useDeleteSource()
  const restore = useRestoreSource()
  // Promises, not callbacks of the hooks: by the time they are kept this screen may be gone.
  const takeBack = (): void =>
    void restore.mutateAsync(source.id).then(({ id }) => go({ screen: 'sources', id }), notifyError)
  const confirm = (): void =>
    notifyWhenDone(
      remove.mutateAsync(source.id).then(() => go({ screen: 'inspect', id: null, tab: null, q: '' })),
      `Source ${source.name} deleted`,
      takeBack,
    )
  return (
    <SettingGroup title="Delete" about="The address answers 410 from then on. Kept requests stay until they age out.">
      <Button look="danger" disabled={remove.isPending} onClick={confirm}>
        <Trash2 className="i s" aria-hidden="true" />
        Delete {source.name}
      </Button>
    </SettingGroup>
  )
}
