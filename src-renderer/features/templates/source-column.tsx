import { Braces, TriangleAlert, Undo2 } from 'lucide-react'
import { useMemo, useRef } from 'react'
import type { ReactElement } from 'react'
import { useCreateTemplate } from '#renderer/data/queries/templates.ts'
import { go } from '#renderer/data/routes.ts'
import { Button, IconButton } from '#renderer/parts/button.tsx'
import type { SourceEditorHandle, SourceMark } from '#renderer/parts/code-editor/source-editor.tsx'
import { SourceEditor } from '#renderer/parts/code-editor/source-editor.tsx'
import { PaneBar } from '#renderer/parts/pane-bar.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { FieldGap, TemplateDetail, TemplateFault } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { completionsOf } from './completions.ts'
import { TemplateName } from './template-name.tsx'
import type { TemplateEditor } from './use-template-editor.ts'

/** The source of a template: its bar, the editor, and what is wrong with it or missing in events. */
export function SourceColumn({ editor, back }: { editor: TemplateEditor; back: ReactElement | null }): ReactElement {
  const { template, source, setSource, sample } = editor
  const handle = useRef<SourceEditorHandle>(null)
  const completions = useMemo(() => completionsOf(sample), [sample])
  const marks = useMarks(editor)
  return (
    <article className="col tp-fill" aria-label={`Template ${template.name}`}>
      <PaneBar>
        {back}
        <TemplateName template={template} />
        <Actions editor={editor} />
      </PaneBar>
      <div className="tp-tools">
        <span className="mono">{contentTypeOf(template)}</span>
        <span className="mid ell">{usersOf(template)}</span>
        <span className="grow" />
        {!template.isBuiltIn && (
          <Button small look="ghost" onClick={() => handle.current?.showCompletions()}>
            <Braces className="i s" aria-hidden="true" />
            Insert field
          </Button>
        )}
      </div>
      <div className="tp-editor">
        <SourceEditor
          key={editor.edition}
          initialText={source}
          language={languageOf(template)}
          label={`Source of ${template.name}`}
          isReadOnly={template.isBuiltIn}
          marks={marks}
          completions={completions}
          onChange={setSource}
          handle={handle}
        />
      </div>
      <Trouble editor={editor} />
    </article>
  )
}

function languageOf({ language, format }: TemplateDetail): string {
  if (language === 'javascript') return 'javascript'
  return format === 'json' ? 'liquid-json' : 'liquid-text'
}

function contentTypeOf({ draft, published, format }: TemplateDetail): string {
  const own = (draft ?? published)?.contentType
  return own ?? formats[format].contentType
}

const usersOf = ({ webhookCount }: TemplateDetail): string =>
  webhookCount === 0 ? 'not used' : webhookCount === 1 ? 'used by 1 webhook' : `used by ${webhookCount} webhooks`

function Actions({ editor }: { editor: TemplateEditor }): ReactElement {
  const { template, isDirty, isBusy, save, publish, dropChanges } = editor
  const create = useCreateTemplate()
  if (template.isBuiltIn) {
    const copy = (): void =>
      create.mutate(
        { name: template.name, from: template.id },
        { onSuccess: ({ id }) => go({ screen: 'templates', id, tab: null, q: '' }), onError: notifyError },
      )
    return (
      <Button look="primary" disabled={create.isPending} onClick={copy}>
        Copy to edit
      </Button>
    )
  }
  const next = template.versionCount + 1
  return (
    <>
      {isDirty && (
        <IconButton label="Drop changes" disabled={isBusy} onClick={dropChanges}>
          <Undo2 className="i" aria-hidden="true" />
        </IconButton>
      )}
      <Button disabled={!isDirty || isBusy} onClick={() => void save()}>
        Save draft
      </Button>
      <Button look="primary" disabled={isBusy || (!isDirty && !template.hasDraft)} onClick={() => void publish()}>
        Publish v{next}
      </Button>
    </>
  )
}

function useMarks({ preview }: TemplateEditor): SourceMark[] {
  return useMemo(() => {
    if (!preview) return []
    const { result, gaps, measured } = preview
    const fault = result.kind === 'failed' ? result.fault : null
    return [
      ...(fault && fault.line !== null
        ? [{ line: fault.line, column: fault.column ?? 1, message: fault.message, isError: true }]
        : []),
      ...gaps.map(({ path, line, column, missing }) => ({
        line,
        column,
        message: `${path} is not in ${missing} of the last ${measured} events.`,
        isError: false,
      })),
    ]
  }, [preview])
}

/** What is wrong, or the field that most events lack, with what to do. */
function Trouble({ editor: { preview } }: { editor: TemplateEditor }): ReactElement | null {
  if (!preview) return null
  const [gap] = preview.gaps
  if (preview.result.kind === 'failed') return <FaultBox fault={preview.result.fault} />
  return gap ? <GapBox gap={gap} measured={preview.measured} /> : null
}

const FaultBox = ({ fault: { line, message } }: { fault: TemplateFault }): ReactElement => (
  <div className="tp-trouble" role="status">
    <TriangleAlert className="i bad" aria-hidden="true" />
    <p>
      {line !== null && <b>Line {line}: </b>}
      {message}
    </p>
  </div>
)

const GapBox = ({
  gap: { line, path, missing, instead },
  measured,
}: {
  gap: FieldGap
  measured: number
}): ReactElement => (
  <div className="tp-trouble" role="status">
    <TriangleAlert className="i warn" aria-hidden="true" />
    <p>
      <b>
        Line {line}: <span className="mono">{path}</span> is not in {missing} of the last {measured} events.
      </b>{' '}
      Use <span className="mono tpl">{`{{ ${path} | default: ${instead ?? '""'} }}`}</span>
    </p>
  </div>
)
