import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { SharedFiles } from '#main/core/ports.ts'
import { sharedFiles } from '#main/host/shared-files.ts'
import { runService } from '#test/support/service.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'

test('a change that a sync under way comes too early for is seen as soon', async () => {
  let whileUnderWay = async (): Promise<void> => undefined
  const files: SharedFiles = {
    ...sharedFiles,
    async change(file, body) {
      const value = await sharedFiles.change(file, body)
      await whileUnderWay()
      return value
    },
  }
  await using creel = await runService({}, { sharedFiles: files })
  using folder = taskmasterFolder()
  const { id } = await creel.call('taskmaster.link', { folder: folder.path })
  whileUnderWay = async () => {
    whileUnderWay = async () => undefined
    folder.edit(({ master }) => master?.tasks.push(fileTask(1, 'Wash up')))
    // So long that it is told of, and not so long that it is asked for again meanwhile.
    await pause(50)
  }
  await creel.call('taskmaster.sync', { id })
  const titles = async () => (await creel.call('tasks.list', {})).items.map(({ title }) => title)
  await expect.poll(titles, { timeout: 5_000 }).toEqual(['Wash up'])
})
