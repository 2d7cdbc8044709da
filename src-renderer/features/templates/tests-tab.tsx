import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { z } from 'zod'
import { useRunTests } from '#renderer/data/queries/templates.ts'
import { Button } from '#renderer/parts/button.tsx'
import { TextArea } from '#renderer/parts/field.tsx'
import { notifyError } from '#renderer/parts/toast.tsx'
import type { TemplateEditor } from './use-template-editor.ts'
import type { TemplateTestResult } from '#shared/model/template.ts'
import { TemplateTest } from '#shared/model/template.ts'
import { firstIssueWords } from '#shared/contract/issue-words.ts'

const Tests = z.array(TemplateTest).max(50)

/** Tests of a template as JSON, and what came of them. They are published with it. */
export function TestsTab({ editor }: { editor: TemplateEditor }): ReactElement {
  const { template, tests, setTests } = editor
  const [text, setText] = useState(() => JSON.stringify(tests, null, 2))
  const [mistake, setMistake] = useState<string | null>(null)
  const change = (next: string): void => {
    setText(next)
    const read = readTests(next)
    setMistake(typeof read === 'string' ? read : null)
    if (typeof read !== 'string') setTests(read)
  }
  return (
    <div className="tp-tests">
      <Running
        editor={editor}
        isWrong={mistake !== null}
        add={(test) => change(JSON.stringify([...tests, test], null, 2))}
      />
      <label className="lab" htmlFor="template-tests">
        Tests: name, event, and the payload that is expected (null: skipped)
      </label>
      <TextArea
        id="template-tests"
        mono
        rows={14}
        readOnly={template.isBuiltIn}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {mistake && (
        <p className="hint bad" role="alert">
          {mistake}
        </p>
      )}
    </div>
  )
}

type RunningProps = { editor: TemplateEditor; isWrong: boolean; add: (test: unknown) => void }

function Running({ editor, isWrong, add }: RunningProps): ReactElement {
  const { template, source, tests, preview, sample } = editor
  const run = useRunTests()
  const made = preview?.result.kind === 'rendered' ? preview.result.text : null
  const addSample = (): void => {
    if (!sample || made === null) return
    const { type, data } = sample
    const expected: unknown = template.format === 'json' ? JSON.parse(made) : made
    add({ name: `${type} ${tests.length + 1}`, event: { type, data }, expected })
  }
  return (
    <>
      <div className="tp-tools">
        <Button
          small
          disabled={isWrong || run.isPending}
          onClick={() => run.mutate({ id: template.id, source, tests }, { onError: notifyError })}
        >
          Run {tests.length === 1 ? '1 test' : `${tests.length} tests`}
        </Button>
        {!template.isBuiltIn && (
          <Button small look="ghost" disabled={!sample || made === null} onClick={addSample}>
            Expect what this sample gives
          </Button>
        )}
      </div>
      <ul aria-label="Results">
        {run.data?.items.map((result) => (
          <Result key={result.name} result={result} />
        ))}
      </ul>
    </>
  )
}

function readTests(text: string): TemplateTest[] | string {
  try {
    const read = Tests.safeParse(JSON.parse(text))
    return read.success ? read.data : firstIssueWords(read.error)
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}.`
  }
}

const Result = ({ result: { name, passed, actual, fault } }: { result: TemplateTestResult }): ReactElement => (
  <li>
    {passed ? <CircleCheck className="i ok" aria-hidden="true" /> : <CircleX className="i bad" aria-hidden="true" />}
    <span>
      <b>{name}</b> {passed ? 'passed' : (fault?.message ?? `gave ${JSON.stringify(actual)}`)}
    </span>
  </li>
)
