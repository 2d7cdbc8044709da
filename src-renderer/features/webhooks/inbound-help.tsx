import { Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import { addressOf, useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { go, printRoute } from '#renderer/data/routes.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeBlock } from '#renderer/parts/code-block.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { StepsList } from '#renderer/parts/steps-list.tsx'

/** How other systems send to Creel: the address of a source, its signature, and a request to try. */
export function InboundHelp(): ReactElement {
  const source = useCurrentSource()
  const address = source === null ? 'http://127.0.0.1:4400/in/…' : addressOf(source)
  const sample = [
    `curl -X POST '${address}' \\`,
    "  -H 'Content-Type: application/json' \\",
    `  -d '{"type":"task.created","title":"Deploy to production"}'`,
  ].join('\n')
  return (
    <article className="scroll" aria-label="Receive from other systems">
      <div className="wh-page">
        <h1>Receive from other systems</h1>
        <StepsList>
          <li>
            Webhooks send. What other systems send to you arrives at a <b>source</b>: its address takes any method, path
            and body.
          </li>
          <li>Add the sender’s signing secret to the source, and Creel says of each request whether it is genuine.</li>
          <li>
            Each accepted request is an event such as <code>request.received</code> or <code>stripe.invoice.paid</code>;
            a webhook that takes it sends it on.
          </li>
        </StepsList>
        <p>
          Services that shall make and change tasks directly, with signed calls, have{' '}
          <a href={printRoute({ screen: 'settings', section: 'inbound' })}>an address of their own</a>.
        </p>
        <h2>Try it{source && ` with ${source.name}`}</h2>
        <CodeBlock>{sample}</CodeBlock>
        <div className="row">
          <Button onClick={() => void copyText(sample, 'cURL command')}>
            <Copy className="i s" aria-hidden="true" />
            Copy cURL
          </Button>
          <Button onClick={() => go({ screen: 'sources', id: source?.id ?? null })}>Open the source</Button>
        </div>
      </div>
    </article>
  )
}
