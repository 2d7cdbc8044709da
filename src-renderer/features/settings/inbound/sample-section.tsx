import { Copy, Send } from 'lucide-react'
import type { ReactElement } from 'react'
import { useInboundDraft } from '#renderer/data/inbound-draft.ts'
import { useSendInboundSample } from '#renderer/data/queries/inbound.ts'
import { printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeBlock } from '#renderer/parts/code-block.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Pill } from '#renderer/parts/pill.tsx'
import type { OutputOf } from '#shared/contract/operations.ts'
import { inboundSecretVariable } from '#shared/export/inbound-sample.ts'
import type { Inbound } from '#shared/model/inbound.ts'
import { readAnswer } from './read-answer.ts'

/** A script that signs and calls, and the same done by Creel. */
export function SampleSection({ inbound }: { inbound: Inbound }): ReactElement {
  const secret = useInboundDraft((draft) => draft.secret)
  const send = useSendInboundSample()
  const withSecret = `${inboundSecretVariable}='${secret ?? ''}'\n${inbound.sample}`
  return (
    <section>
      <h2>Try it</h2>
      <p className="in-about">
        A shell with openssl and curl runs this as it stands; its body fits the mapping. It reads the secret from{' '}
        <code>{inboundSecretVariable}</code>.
      </p>
      <CodeBlock>{inbound.sample}</CodeBlock>
      <div className="row in-actions">
        <Button onClick={() => void copyText(inbound.sample, 'Sample')}>
          <Copy className="i s" aria-hidden="true" />
          Copy cURL
        </Button>
        {secret !== null && (
          <Button onClick={() => void copyText(withSecret, 'Sample with its secret')}>
            <Copy className="i s" aria-hidden="true" />
            Copy with the secret
          </Button>
        )}
        <Button disabled={!inbound.enabled || send.isPending} onClick={() => send.mutate({})}>
          <Send className="i s" aria-hidden="true" />
          Send a sample
        </Button>
        {!inbound.enabled && <span className="mid">Switch inbound tasks on to send one.</span>}
      </div>
      <div aria-live="polite">
        {send.error && <p className="bad">{send.error.message}</p>}
        {send.data && <Answer answer={send.data} />}
      </div>
    </section>
  )
}

function Answer({ answer }: { answer: OutputOf<'inbound.sendSample'> }): ReactElement {
  const { words, taskId } = readAnswer(answer)
  return (
    <p className="row in-answer">
      <Pill tone={answer.status < 300 ? 'ok' : 'bad'}>{answer.status}</Pill>
      <span className="grow">{words}</span>
      {taskId !== null && <a href={printRoute({ screen: 'tasks', id: taskId, tab: null, q: '' })}>Open the task</a>}
    </p>
  )
}
