import { CircleAlert, CircleCheck, CircleSlash } from 'lucide-react'
import type { ReactElement } from 'react'
import { classNames } from '#renderer/parts/class-names.ts'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { formatBytes } from '#renderer/parts/format-bytes.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import type { TemplateEditor } from './use-template-editor.ts'
import type { TemplateFormat } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { MessageLook } from './message-look.tsx'
import { readMessage } from './read-message.ts'

/** The payload as it would be sent; the last good one, greyed, where none can be made now. */
export function OutputTab({ editor }: { editor: TemplateEditor }): ReactElement {
  const { template, preview, previewError, lastGood } = editor
  if (previewError) return <ErrorBox title="There is no preview" error={previewError} />
  if (!preview) return <p className="tp-note">Rendering</p>
  const { result } = preview
  const shown = result.kind === 'rendered' ? result : lastGood
  return (
    <div className="col tp-fill">
      <Verdict editor={editor} />
      {shown && result.kind !== 'skipped' && (
        <Payload text={shown.text} format={template.format} isOld={result.kind === 'failed'} />
      )}
    </div>
  )
}

const languages: Record<TemplateFormat, string> = { json: 'json', xml: 'xml', form: 'plaintext', text: 'plaintext' }

function Payload({ text, format, isOld }: { text: string; format: TemplateFormat; isOld: boolean }): ReactElement {
  const message = format === 'json' ? readMessage(text) : null
  return (
    <>
      <div className={classNames('tp-output', isOld && 'old')}>
        <CodeEditor
          text={format === 'json' ? pretty(text) : text}
          language={languages[format]}
          label={isOld ? 'The last good output' : 'Output'}
        />
      </div>
      {message && <MessageLook message={message} isOld={isOld} />}
    </>
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
