import { expect, test } from 'vitest'
import { notify, notifyWhenDone, undoLast } from '#renderer/parts/toast.tsx'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('undo means what was done last, even before it is done, then what was done before it', async () => {
  const undone: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  notify('moved', () => undone.push('move'))
  notifyWhenDone(promise, 'approved', () => undone.push('approval'))
  undoLast()
  expect(undone).toEqual([])
  resolve()
  await turn()
  expect(undone).toEqual(['approval'])
  undoLast()
  undoLast()
  expect(undone).toEqual(['approval', 'move'])
})

test('what is done late does not push aside what was done after it', async () => {
  const undone: string[] = []
  const { promise, resolve } = Promise.withResolvers<void>()
  notifyWhenDone(promise, 'approved', () => undone.push('approval'))
  notify('moved', () => undone.push('move'))
  resolve()
  await turn()
  undoLast()
  expect(undone).toEqual(['move'])
  undoLast()
  expect(undone).toEqual(['move', 'approval'])
})

test('what fails cannot be taken back, and leaves the undo of what was done before it', async () => {
  const undone: string[] = []
  notify('moved', () => undone.push('move'))
  notifyWhenDone(Promise.reject(new Error('no')), 'approved', () => undone.push('approval'))
  await turn()
  undoLast()
  undoLast()
  expect(undone).toEqual(['move'])
})
