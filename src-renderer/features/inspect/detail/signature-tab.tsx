import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVerification } from '#renderer/data/queries/requests.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeBlock } from '#renderer/parts/code-block.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import type { Request } from '#shared/model/request.ts'
import type { VerificationReport, VerificationStep } from '#shared/model/verification.ts'
import { verificationReasons } from '#shared/model/verification.ts'
import { AddSecret } from './add-secret.tsx'
import { CodeSamples } from './code-samples.tsx'
import { Diagnosis } from './diagnosis.tsx'
import './signature.css'

/** The check of the signature, told step by step, and the same check in the user's code. */
export function SignatureTab({ request }: { request: Request }): ReactElement {
  const report = useVerification(request.id)
  if (report.error) {
    const again = <Button onClick={() => void report.refetch()}>Check again</Button>
    return <ErrorBox title="The signature could not be checked" error={report.error} action={again} />
  }
  if (!report.data) return <p className="tab-note">Checking the signature</p>
  return (
    <div className="scroll signature">
      <Verdict report={report.data} />
      <ol className="steps">
        {report.data.steps.map((step, index) => (
          // Steps come in one order and never move.
          <Step key={index} step={step} />
        ))}
      </ol>
      {report.data.reason === 'no-secret' && <AddSecret sourceId={request.sourceId} provider={request.provider} />}
      {isDiagnosed(report.data) && <Diagnosis request={request} samples={report.data.samples} />}
      <CodeSamples report={report.data} />
    </div>
  )
}

const isDiagnosed = ({ state }: VerificationReport): boolean => state === 'failed' || state === 'unsigned'

function Verdict({ report: { state, reason } }: { report: VerificationReport }): ReactElement | null {
  if (reason === null) return null
  const { what, fix } = verificationReasons[reason]
  return (
    <p className="verdict" data-bad={state === 'failed' || undefined}>
      <b>{what}.</b> {fix}
    </p>
  )
}

const icons: Record<VerificationStep['state'], LucideIcon> = {
  ok: CircleCheck,
  failed: CircleAlert,
  skipped: CircleDashed,
}
const tones: Record<VerificationStep['state'], string> = { ok: 'ok', failed: 'bad', skipped: 'idle' }
const stateWords: Record<VerificationStep['state'], string> = { ok: 'Passed', failed: 'Failed', skipped: 'Not needed' }

function Step({ step }: { step: VerificationStep }): ReactElement {
  const Icon = icons[step.state]
  return (
    <li>
      <span className={`nd ${tones[step.state]}`}>
        <Icon className="i" aria-label={stateWords[step.state]} />
      </span>
      <b>{step.title}</b>
      {step.detail !== null && <p className="mid">{step.detail}</p>}
      {step.signedText !== null && <SignedText text={step.signedText} />}
      <Signatures step={step} />
    </li>
  )
}

const shownLetters = 160

function SignedText({ text }: { text: string }): ReactElement {
  const [isWhole, setWhole] = useState(text.length <= shownLetters)
  return (
    <div className="signed-text">
      <CodeBlock>
        {isWhole ? text : `${text.slice(0, shownLetters)}…`}
        {!isWhole && (
          <Button small look="ghost" onClick={() => setWhole(true)}>
            Show all
          </Button>
        )}
      </CodeBlock>
    </div>
  )
}

function Signatures({ step: { expected, received } }: { step: VerificationStep }): ReactElement | null {
  if (expected === null && received === null) return null
  return (
    <dl className="signatures mono">
      {expected !== null && (
        <div>
          <dt>expected</dt>
          <dd className={expected === received ? 'ok' : undefined}>{expected}</dd>
        </div>
      )}
      {received !== null && (
        <div>
          <dt>received</dt>
          <dd className={expected === received ? 'ok' : 'bad'}>{received}</dd>
        </div>
      )}
    </dl>
  )
}
