import type { Check, CheckCase } from '#shared/model/check.ts'
import { checkCases } from '#shared/model/check.ts'

// XML 1.0 section 2.2: other control characters cannot stand in a document, not even escaped.
// oxlint-disable-next-line no-control-regex -- these are the ones that are taken out
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])/g
const loneLow = /(?<![\ud800-\udbff])[\udc00-\udfff]/g

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
}

const escapeXml = (text: string): string =>
  text
    .replace(unwritable, '\ufffd')
    .replace(loneLow, '\ufffd')
    .replaceAll(/[&<>"\n\r\t]/g, (letter) => escapes[letter] ?? letter)

const seconds = (ms: number | null): string => ((ms ?? 0) / 1000).toFixed(3)

/** A conformance run as a JUnit report, as build servers read it: one suite, a test case for each thing that was asked. */
export function printJunit(check: Check): string {
  const { cases, url, provider, createdAt } = check
  const count = (state: CheckCase['state']): number => cases.filter((one) => one.state === state).length
  const skipped = cases.length - count('passed') - count('failed') - count('broken')
  const time = seconds(cases.reduce((sum, { tookMs }) => sum + (tookMs ?? 0), 0))
  const counts = `tests="${cases.length}" failures="${count('failed')}" errors="${count('broken')}" skipped="${skipped}" time="${time}"`
  const name = escapeXml(`${provider} webhooks at ${url}`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="creel check" ${counts}>`,
    `  <testsuite name="${name}" timestamp="${escapeXml(createdAt)}" ${counts}>`,
    ...cases.map(printCase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function printCase({ name, state, detail, fix, tookMs }: CheckCase): string {
  const opening = `    <testcase classname="creel.${name}" name="${escapeXml(checkCases[name].title)}" time="${seconds(tookMs)}"`
  if (state === 'passed') return `${opening}/>`
  const message = escapeXml(detail ?? 'It was not asked.')
  const words = `type="${name}" message="${message}">${escapeXml(fix ?? '')}`
  if (state === 'failed') return `${opening}><failure ${words}</failure></testcase>`
  if (state === 'broken') return `${opening}><error ${words}</error></testcase>`
  return `${opening}><skipped message="${message}"/></testcase>`
}
