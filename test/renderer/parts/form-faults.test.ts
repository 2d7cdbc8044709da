import { expect, test } from 'vitest'
import { faultAt, faultElsewhere, faultsOf, isJustAt, mistakesIn } from '#renderer/parts/form/form-faults.ts'
import { AppError } from '#shared/contract/problem.ts'
import { ToolServerSettings } from '#shared/model/tool-server.ts'

const variable = { name: 'A', value: '1', isSecret: false }
const transport = { kind: 'command', program: 'npx', arguments: [], folder: null, environment: [variable, variable] }

test('a list in which a name stands twice has a mistake of its own, which no line has', () => {
  const mistakes = mistakesIn(ToolServerSettings, { name: 'Ours', transport })
  const list = mistakes.find(({ path }) => isJustAt(path, 'transport.environment'))
  expect(list?.words()).toBe('This names a variable twice.')
  expect(mistakes).toHaveLength(1)
  expect(mistakesIn(ToolServerSettings, { name: 'Ours', transport: { ...transport, environment: [] } })).toEqual([])
})

const refusal = new AppError('bad-input', 'No.', {
  errors: [
    { path: 'transport.environment.1.value', message: 'is missing' },
    { path: 'enabled', message: 'cannot be so' },
  ],
})

test('a refusal is said at the fields it is about, below them for their lines, and with its place where none is', () => {
  const faults = faultsOf(refusal)
  expect(faultAt(faults, 'transport.environment')).toBe('This is missing.')
  expect(faultAt(faults, 'transport.environment', isJustAt)).toBeNull()
  expect(faultAt(faults, 'transport.env')).toBeNull()
  expect(faultElsewhere(faults, ['name', 'transport.environment'])).toBe('enabled: This cannot be so.')
  expect(faultElsewhere(faults, ['enabled', 'transport'])).toBeNull()
  expect(faultsOf(new Error('no way there'))).toEqual([])
})
