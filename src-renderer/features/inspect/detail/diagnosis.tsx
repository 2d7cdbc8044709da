import type { ReactElement } from 'react'
import { useDiagnosis } from '#renderer/data/queries/requests.ts'
import { useUpdateSource, useUseSecret } from '#renderer/data/queries/sources.ts'
import { go } from '#renderer/data/routes.ts'
import { WhyBox } from '#renderer/parts/attempts/why-box.tsx'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import type { Diagnosis as DiagnosisModel, DiagnosisAction, DiagnosisFinding } from '#shared/model/diagnosis.ts'
import { providerLabels } from '#shared/model/provider.ts'
import type { Request } from '#shared/model/request.ts'
import { AddSecret } from './add-secret.tsx'

type Sample = { language: string; code: string }
type DiagnosisProps = { request: Request; samples: readonly Sample[] }

/** Why the signature does not verify: the cause that fits, with its evidence and one action, and what else was tried. */
export function Diagnosis({ request, samples }: DiagnosisProps): ReactElement {
  const diagnosis = useDiagnosis(request.id)
  if (diagnosis.error) {
    const again = <Button onClick={() => void diagnosis.refetch()}>Try again</Button>
    return <ErrorBox title="The cause could not be looked for" error={diagnosis.error} action={again} />
  }
  if (!diagnosis.data) return <p className="hint diagnosis">Looking for the cause</p>
  return (
    <section className="diagnosis" aria-label="Diagnosis">
      {diagnosis.data.findings.map((finding) => (
        <Finding key={finding.cause} finding={finding} request={request} samples={samples} />
      ))}
      {diagnosis.data.state === 'none' && <NoneOfThese request={request} summary={diagnosis.data.summary} />}
      {diagnosis.data.trials.length > 0 && <Trials trials={diagnosis.data.trials} />}
    </section>
  )
}

const proofWords = { recomputed: 'Recomputed: ', observed: '' }

const Finding = ({ finding, ...props }: DiagnosisProps & { finding: DiagnosisFinding }): ReactElement => (
  <WhyBox
    why={{
      tone: 'bad',
      title: finding.title,
      evidence: `${proofWords[finding.proof]}${finding.evidence}`,
      fix: finding.fix,
    }}
    action={finding.action && <Action action={finding.action} {...props} />}
  />
)

/** The one thing to do about it. A secret that is to be added has its form below. */
function Action({ action, request, samples }: DiagnosisProps & { action: DiagnosisAction }): ReactElement | null {
  const useSecret = useUseSecret()
  const update = useUpdateSource()
  const id = request.sourceId
  const [sample] = samples
  switch (action.kind) {
    case 'use-secret': {
      const run = (): void =>
        useSecret.mutate({ id, secretId: action.secretId }, { onSuccess: () => notify('Secret added') })
      return <Button onClick={run}>Use this secret</Button>
    }
    case 'set-provider': {
      const { provider, hmac } = action
      const changes = { id, provider, ...(hmac !== null && { hmac }) }
      const done = { onSuccess: () => notify(`The source expects ${providerLabels[provider].title} now`) }
      return <Button onClick={() => update.mutate(changes, done)}>Set it on the source</Button>
    }
    case 'copy-code':
      if (!sample) return null
      return <Button onClick={() => void copyText(sample.code, `${sample.language} code`)}>Copy corrected code</Button>
    case 'open-request':
      return (
        <Button onClick={() => go({ screen: 'inspect', id: action.requestId, tab: 'signature', q: '' })}>
          Open the other
        </Button>
      )
    case 'add-secret':
      return null
  }
}

const NoneOfThese = ({ request, summary }: { request: Request; summary: string }): ReactElement => (
  <>
    <WhyBox
      why={{
        tone: 'bad',
        title: 'None of these',
        evidence: summary.replace(/^None of these\. /, ''),
        fix: 'If the sender shows another secret, add it: the request is checked again.',
      }}
    />
    <AddSecret sourceId={request.sourceId} provider={request.provider} />
  </>
)

const outcomeWords = { fits: 'fits', no: 'no', skipped: 'does not apply', unfinished: 'not finished' }

const Trials = ({ trials }: { trials: DiagnosisModel['trials'] }): ReactElement => (
  <details className="trials">
    <summary>What was tried</summary>
    <ol>
      {trials.map(({ cause, title, outcome, tried }) => (
        <li key={cause}>
          <span className="grow">{title}</span>
          <span className={outcome === 'fits' ? 'bad' : 'dim'}>
            {outcomeWords[outcome]}
            {tried > 1 && outcome === 'no' ? `, ${tried} ways` : ''}
          </span>
        </li>
      ))}
    </ol>
  </details>
)
