import { useState } from 'react'
import type { ReactElement } from 'react'
import { useVerificationGuide } from '#renderer/data/queries/webhooks.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { EmptyState } from '#renderer/parts/empty-state.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Skeleton } from '#renderer/parts/skeleton.tsx'
import { StepsList } from '#renderer/parts/steps-list.tsx'
import type { SampleLanguage, VerificationGuide } from '#shared/guide/verification-guide.ts'

const editorLanguages: Partial<Record<SampleLanguage, string>> = {
  node: 'javascript',
  python: 'python',
  go: 'go',
  ruby: 'ruby',
}

/** How a receiver checks this webhook's signatures, in words and in code that runs as it is. */
export function GuideTab({ webhookId }: { webhookId: string }): ReactElement {
  const guide = useVerificationGuide(webhookId)
  const [chosen, setChosen] = useState<string | null>(null)
  if (guide.error) {
    const again = <Button onClick={() => void guide.refetch()}>Try again</Button>
    return <ErrorBox title="The guide could not be shown" error={guide.error} action={again} />
  }
  if (!guide.data) return <Skeleton width="40%" />
  const { guides, secretName } = guide.data
  const shown = guides.find(({ title }) => title === chosen) ?? guides[0]
  if (!shown) return <EmptyState>This webhook signs nothing. Choose a signature in its settings.</EmptyState>
  return (
    <div className="wh-page">
      {guides.length > 1 && (
        <SegmentedControl
          label="Signature"
          options={guides.map(({ title }) => ({ value: title, label: title }))}
          value={shown.title}
          onChange={setChosen}
        />
      )}
      <Guide guide={shown} secretName={secretName} />
    </div>
  )
}

function Guide({ guide, secretName }: { guide: VerificationGuide; secretName: string }): ReactElement {
  return (
    <>
      <p className="mid">{guide.describe}</p>
      <h2>Headers</h2>
      <table className="hl">
        <tbody>
          {guide.headers.map(({ name, holds }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{holds}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {guide.problem !== null && <p className="warn">{guide.problem}</p>}
      {guide.steps.length > 0 && (
        <>
          <h2>Steps</h2>
          <StepsList>
            {guide.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </StepsList>
        </>
      )}
      <Samples guide={guide} secretName={secretName} />
      {guide.documentation !== null && (
        <p className="hint">
          <a href={guide.documentation} target="_blank" rel="noreferrer">
            Where this signature is written down
          </a>
        </p>
      )}
    </>
  )
}

function Samples({
  guide: { samples },
  secretName,
}: {
  guide: VerificationGuide
  secretName: string
}): ReactElement | null {
  const [language, setLanguage] = useState<SampleLanguage>('node')
  const sample = samples.find((one) => one.language === language) ?? samples[0]
  if (!sample) return null
  return (
    <section aria-label="Sample code">
      <div className="row wh-sample-head">
        <h2 className="grow">Code</h2>
        <Button small look="ghost" onClick={() => void copyText(sample.code, `${sample.title} code`)}>
          Copy
        </Button>
        <SegmentedControl
          label="Language"
          options={samples.map((one) => ({ value: one.language, label: one.title }))}
          value={sample.language}
          onChange={setLanguage}
        />
      </div>
      <p className="hint">
        It reads the secret from the environment variable <code>{secretName}</code>.
      </p>
      <div className="wh-sample">
        <CodeEditor
          fitsContent
          text={sample.code}
          language={editorLanguages[sample.language] ?? 'plaintext'}
          label={`Verification in ${sample.title}`}
        />
      </div>
    </section>
  )
}
