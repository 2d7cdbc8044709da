import { Undo2 } from 'lucide-react'
import { useMemo } from 'react'
import type { ReactElement } from 'react'
import { useInboundPreview } from '#renderer/data/queries/inbound.ts'
import { Button } from '#renderer/parts/button.tsx'
import { useCommands } from '#renderer/parts/commands/commands.ts'
import { Keys } from '#renderer/parts/kbd.tsx'
import { useSettled } from '#renderer/parts/use-settled.ts'
import type { Inbound } from '#shared/model/inbound.ts'
import { FieldTable } from './field-table.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { PayloadPane } from './payload-pane.tsx'
import { payloadPaths } from './payload-paths.ts'
import { useMappingDraft } from './use-mapping-draft.ts'
import { useTriedPayload } from './use-tried-payload.ts'
import { WordsTable } from './words-table.tsx'

/** Which place of the caller's JSON becomes which field of the task, tried live on a body. */
export function MappingSection({ inbound }: { inbound: Inbound }): ReactElement {
  const draft = useMappingDraft(inbound.mapping)
  const payload = useTriedPayload(inbound.mapping)
  const body = payload.parsed.kind === 'json' ? payload.parsed.body : undefined
  const mapping = useSettled(draft.mapping)
  const preview = useInboundPreview(body === undefined ? null : { body, mapping }, payload.calledAt)
  const paths = useMemo(() => payloadPaths(body), [body])
  useCommands([
    {
      id: 'save-mapping',
      title: 'Save the mapping',
      about: 'Inbound tasks',
      group: 'These settings',
      keys: '$mod+s',
      run: draft.save,
    },
  ])
  return (
    <section className="in-mapping" aria-label="Mapping">
      <div className="row">
        <h2 className="grow">Mapping</h2>
        {draft.isDirty && (
          <Button small look="ghost" onClick={draft.drop}>
            <Undo2 className="i s" aria-hidden="true" />
            Drop changes
          </Button>
        )}
        <Button small disabled={!draft.isDirty || draft.isSaving} onClick={draft.save}>
          Save the mapping <Keys binding="$mod+s" />
        </Button>
      </div>
      <p className="in-about">
        Where each field stands in the JSON that the service sends, such as <code>issue.fields.summary</code>; or{' '}
        <code>=</code> and a text that is always meant. Empty: the field of the same name.
      </p>
      <div className="in-split">
        <PayloadPane payload={payload} />
        <div className="in-fields">
          <FieldTable draft={draft} paths={paths} preview={preview.data} />
          <OutcomeLine preview={preview.data} error={preview.error} isOld={body === undefined} />
          <WordsTable draft={draft} preview={preview.data} kind="statuses" />
          <WordsTable draft={draft} preview={preview.data} kind="priorities" />
        </div>
      </div>
    </section>
  )
}
