import { useState } from 'react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { CodeEditor } from '#renderer/parts/code-editor/code-editor.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import type { VerificationReport } from '#shared/model/verification.ts'

const editorLanguages: Record<string, string> = { Node: 'javascript', Python: 'python', Go: 'go', Ruby: 'ruby' }

/** The same check in the user's own code, a tab for each language. */
export function CodeSamples({
  report: { samples, documentation },
}: {
  report: VerificationReport
}): ReactElement | null {
  const [chosen, setChosen] = useState<string | null>(null)
  const sample = samples.find(({ language }) => language === chosen) ?? samples[0]
  if (!sample) return documentation === null ? null : <Documentation address={documentation} />
  return (
    <section className="samples">
      <div className="row">
        <h2 className="grow">Check it the same way in your code</h2>
        <Button small look="ghost" onClick={() => void copyText(sample.code, `${sample.language} code`)}>
          Copy
        </Button>
        <SegmentedControl
          label="Language"
          options={samples.map(({ language }) => ({ value: language, label: language }))}
          value={sample.language}
          onChange={setChosen}
        />
      </div>
      <div className="sample-frame">
        <CodeEditor
          fitsContent
          text={sample.code}
          language={editorLanguages[sample.language] ?? 'plaintext'}
          label={`Verification in ${sample.language}`}
        />
      </div>
      {documentation !== null && <Documentation address={documentation} />}
    </section>
  )
}

const Documentation = ({ address }: { address: string }): ReactElement => (
  <p className="hint">
    <a href={address} target="_blank" rel="noreferrer">
      The provider’s page on its signature
    </a>
  </p>
)
