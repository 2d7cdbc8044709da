import { isDeepStrictEqual } from 'node:util'
import type { JsonValue } from '#shared/model/event.ts'
import type { TemplateContent, TemplateTest, TemplateTestResult } from '#shared/model/template.ts'
import { formats } from '#shared/rules/formats/formats.ts'
import { fillEvent } from './sample-event.ts'
import type { TryTemplate } from './try-template.ts'

type Where = { workspaceId: string; now: number }

/** Runs the tests that are stored with a template, each on its own event. */
export async function runTests(
  run: TryTemplate,
  content: TemplateContent,
  where: Where,
): Promise<TemplateTestResult[]> {
  const results: TemplateTestResult[] = []
  for (const test of content.tests) results.push(await runTest(run, { content, test }, where))
  return results
}

async function runTest(
  run: TryTemplate,
  { content, test }: { content: TemplateContent; test: TemplateTest },
  where: Where,
): Promise<TemplateTestResult> {
  const { name, expected } = test
  const result = await run(content, fillEvent(test.event, where))
  if (result.kind === 'faulty') return { name, passed: false, actual: null, fault: result.fault }
  const actual = result.kind === 'skipped' ? null : readBack(content, result.text)
  return { name, passed: isDeepStrictEqual(actual, expected), actual, fault: null }
}

const readBack = ({ format }: TemplateContent, text: string): JsonValue =>
  format === 'json' || format === 'form' ? formats[format].read(text) : text
