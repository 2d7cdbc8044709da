import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactElement } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { formatBytes } from '#renderer/parts/format-bytes.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import type { TemplateEditor } from '#renderer/features/templates/editor/use-template-editor.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { MessageLook } from './message-look.tsx'
import { readMessage } from './read-message.ts'

/** The payload as it would be sent; the last good one, greyed, where none can be made now. */
export function OutputTab({ editor }: { editor: TemplateEditor }): ReactElement {
  const { template, preview, previewError, lastGood } = editor
  if (previewError) return <ErrorBox title="There is no preview" error={previewError} />
  if (!preview) return <p className="tp-note">Rendering</p>
  const isOld = preview.result.kind !== 'rendered'
  const shown = preview.result.kind === 'rendered' ? preview.result : lastGood
  const isJson = template.format === 'json'
  const message = isJson && shown ? readMessage(shown.text) : null
  return (
    <div className="col">
      <Verdict editor={editor} />
      <div className={classNames('tp-output', isOld && 'old')} aria-label={isOld ? 'The last good output' : 'Output'}>
        {shown && preview.result.kind !== 'skipped' && (
          <CodeEditor
            text={isJson ? pretty(shown.text) : shown.text}
            language={isJson ? 'json' : template.format === 'xml' ? 'xml' : 'plaintext'}
            label="Output"
          />
        )}
      </div>
      {message && <MessageLook message={message} isOld={isOld} />}
    </div>
  )
}

function Verdict({ editor: { template, preview } }: { editor: TemplateEditor }): ReactElement | null {
  if (!preview) return null
  const { result } = preview
  if (result.kind === 'skipped') {
    return (
      <p className="tp-verdict">
        <CircleSlash className="i" aria-hidden="true" />
        <b>Skipped:</b> nothing would be sent of this event.
      </p>
    )
  }
  if (result.kind === 'failed') {
    return (
      <p className="tp-verdict bad">
        <CircleAlert className="i" aria-hidden="true" />
        <b>Cannot be rendered.</b> Below is the last good output.
      </p>
    )
  }
  return (
    <p className="tp-verdict">
      <CircleCheck className="i ok" aria-hidden="true" />
      <b className="ok">Valid {formats[template.format].title}</b>
      <span className="mid">{formatBytes(result.bytes)}</span>
      <span className="mid">rendered in {result.tookMs.toFixed(1)} ms</span>
    </p>
  )
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
