import { describe, expect, test } from 'vitest'
import { catalogue, catalogueEntry, schemaOfEntry } from '#shared/catalogue/catalogue.ts'
import { eventGroups } from '#shared/catalogue/catalogue-entry.ts'
import { EventTypeName } from '#shared/model/event.ts'
import { compileSchema } from '#main/core/events/json-schema.ts'

describe.each(Object.entries(catalogue))('%s', (name, entry) => {
  test('is a name, stands in the group of its first part, and says what it is', () => {
    expect(EventTypeName.parse(name)).toBe(name)
    expect(name.startsWith(`${entry.group}.`)).toBe(true)
    expect(entry.description).toMatch(/^[A-Z].*\.$/)
  })

  test('has a sample that its own JSON Schema takes, and not without what is required', () => {
    const schema = schemaOfEntry(entry)
    const check = compileSchema(schema, '')
    expect(check(entry.sample)).toEqual([])
    const [required = ''] = schema['required'] as string[]
    const { [required]: _, ...without } = entry.sample
    expect(check(without)).toEqual([{ path: required, message: 'is missing' }])
  })
})

test('every group has types, and every name of the documents is there', () => {
  const groups = new Set(Object.values(catalogue).map(({ group }) => group))
  expect([...groups].toSorted()).toEqual(Object.keys(eventGroups).toSorted())
  const named = ['created', 'updated', 'completed', 'deleted', 'assigned', 'approved', 'rejected', 'swapped']
  const wanted = [...named.map((verb) => `task.${verb}`), 'comment.created', 'workflow.triggered'].concat(
    ['created', 'updated', 'started', 'completed', 'failed'].map((verb) => `benchmark.${verb}`),
  )
  expect(wanted.filter((name) => catalogueEntry(name) === undefined)).toEqual([])
  expect(catalogueEntry('constructor')).toBeUndefined()
})
