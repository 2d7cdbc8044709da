import type { ReactElement } from 'react'
import { formatSize } from '#renderer/parts/format-bytes.ts'
import { StepsList } from '#renderer/parts/steps-list.tsx'
import { inboundBodyBytesAtMost, inboundToleranceSeconds } from '#shared/model/inbound.ts'

const bodyAtMost = formatSize(inboundBodyBytesAtMost)

const answers: readonly { status: string; means: string }[] = [
  { status: '201', means: 'The task was made; the body is the task.' },
  { status: '200', means: 'The task was changed, or was so already.' },
  { status: '401', means: 'Not signed, signed wrong, or the time-stamp is too far from now.' },
  { status: '403', means: 'The address is not on the list, or callers may not make or change tasks.' },
  { status: '404', means: 'Switched off, or no such workspace; or no task has the id of Creel’s that was named.' },
  { status: '409', means: 'This signature was used: sign each call anew. Or the task waits for no decision.' },
  { status: '413, 415', means: `Larger than ${bodyAtMost}; not JSON.` },
  { status: '422', means: 'No task: errors says which field is wrong and why.' },
  { status: '429', means: 'Too many calls a second. Retry-After says when to try again.' },
  { status: '503, 507', means: 'Paused, busy or the disk is full. Nothing was stored; try again.' },
]

/** What whoever writes the other side has to know. */
export const HelpSection = (): ReactElement => (
  <section>
    <h2>How to call</h2>
    <StepsList>
      <li>
        <b>Send JSON</b> with POST and <code>Content-Type: application/json</code>, at most {bodyAtMost}.
      </li>
      <li>
        <b>X-Timestamp</b>: the time of the call, in Unix seconds, milliseconds or ISO 8601. It may be at most{' '}
        {inboundToleranceSeconds} s from now.
      </li>
      <li>
        <b>X-Signature</b>: <code>sha256=</code> and, in hexadecimal, the HMAC-SHA256 of the X-Timestamp as it was
        written, a dot, and the raw body; the key is the secret’s UTF-8 bytes.
      </li>
      <li>
        <b>The same external id</b> changes the task that it made. What does not differ changes nothing and tells
        nothing.
      </li>
      <li>
        <b>2xx</b> means that it is on disk. Sign each call anew: a signature is taken once.
      </li>
    </StepsList>
    <table className="in-answers">
      <caption className="sr">Answers by status</caption>
      <thead>
        <tr>
          <th scope="col">Answer</th>
          <th scope="col">Means</th>
        </tr>
      </thead>
      <tbody>
        {answers.map(({ status, means }) => (
          <tr key={status}>
            <td>
              <code>{status}</code>
            </td>
            <td>{means}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
