import { expect, test } from 'vitest'
import type { ApiDocument } from '#main/control/openapi-document.ts'
import { createOpenApi } from '#main/control/openapi.ts'
import { operations } from '#shared/contract/operations.ts'
import { startControl } from '#test/support/control-listener.ts'

const document = createOpenApi('1.2.3')

const told = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

/** Every value of a document, however deep. */
const valuesIn = (value: unknown): unknown[] =>
  typeof value === 'object' && value !== null ? [value, ...Object.values(value).flatMap(valuesIn)] : [value]

test('every operation is told under its name, with its parameters and its status', () => {
  for (const [name, { method, path }] of Object.entries(operations)) {
    const operation = document.paths[`/api/v1${path}`]?.[method.toLowerCase()]
    expect(operation?.operationId).toBe(name)
    const inPath = (operation?.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect(inPath.map((parameter) => `{${parameter.name}}`)).toEqual(path.match(/\{\w+\}/g) ?? [])
    expect(Object.keys(operation?.responses ?? {})).toContain('default')
  }
})

test('every route is told, the documentation and the pages aside', async () => {
  await using control = await startControl()
  const routes = control.listener.routes
    .filter(({ method, url }) => method !== 'HEAD' && !['/', '/assets/*', '/docs', '/openapi.json'].includes(url))
    .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(told.map(({ path, method }) => `${method.toUpperCase()} ${path}`).toSorted()).toEqual(routes.toSorted())
})

test('what is open is told as open', async () => {
  await using control = await startControl()
  const open = new Set(
    control.listener.routes.filter(({ isOpen }) => isOpen).map(({ method, url }) => `${method} ${url}`),
  )
  const toldOpen = told.filter(({ operation }) => operation.security?.length === 0)
  for (const { path, method } of toldOpen) expect(open).toContain(`${method.toUpperCase()} ${path}`)
  expect(toldOpen).toHaveLength(3)
})

test('every reference leads somewhere', () => {
  const references = valuesIn(document).flatMap((value) =>
    typeof value === 'object' && value !== null && '$ref' in value ? [value.$ref] : [],
  )
  expect(references.length).toBeGreaterThan(20)
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`)
  expect(references.filter((reference) => !known.includes(String(reference)))).toEqual([])
})

test('no two operations have one name', () => {
  const names = told.map(({ operation }) => operation.operationId)
  expect(new Set(names).size).toBe(names.length)
})

test('it is served as JSON to those with a token', async () => {
  await using control = await startControl({ version: '1.2.3' })
  const answer = await control.call('/openapi.json')
  expect((await answer.json()) as ApiDocument).toEqual(JSON.parse(JSON.stringify(document)))
})

test('people read it as a page without a script', async () => {
  await using control = await startControl()
  const page = await (await fetch(`${control.url}/docs`)).text()
  for (const { path } of told) expect(page).toContain(`<code>${path}</code>`)
  expect(page).not.toContain('<script')
})
