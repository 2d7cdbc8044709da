import { setTimeout as pause } from 'node:timers/promises'
import type { RunRow } from '#shared/model/run.ts'
import type { RunningService } from '#test/support/service.ts'
import { runService } from '#test/support/service.ts'
import { fileTask, taskmasterFolder } from '#test/support/taskmaster-folder.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { runsOf } from '#test/support/trigger-runs.ts'
import { noFindings } from './audit.ts'
import type { Report } from './report.ts'
import { skippedReport, toReport } from './report.ts'
import { installTaskmaster } from './taskmaster-process.ts'

// Each call starts Taskmaster anew, which takes it seconds.
const longestMs = 300_000

/** Lets a trigger add a task an event by the tools of the real task-master-ai, and looks for each in its file. */
export async function taskmasterTool({ events, seed }: { events: number; seed: number }): Promise<Report> {
  using packages = temporaryFolder()
  const installed = await installTaskmaster(packages.path).catch((error: unknown) => String(error).slice(0, 300))
  if (!installed.endsWith('.js')) return skippedReport('taskmaster-tool', seed, `It cannot be installed: ${installed}`)
  await using creel = await runService()
  using folder = taskmasterFolder({ master: { tasks: [fileTask(1, 'First')] } })
  const { id: serverId } = await creel.call('toolServers.create', {
    name: 'Taskmaster',
    transport: {
      kind: 'command',
      program: process.execPath,
      arguments: [installed],
      folder: folder.path,
      environment: [{ name: 'TASK_MASTER_TOOLS', value: 'all', isSecret: false }],
    },
  })
  const { items: tools } = await creel.call('toolServers.tools', { id: serverId })
  const { id } = await creel.call('triggers.create', {
    name: 'Paid orders are tasks of Taskmaster',
    events: ['order.paid'],
    allowsCommands: true,
    enabled: true,
    actions: [
      {
        kind: 'call-tool',
        serverId,
        tool: 'add_task',
        timeLimitSeconds: 60,
        arguments: JSON.stringify({
          title: '{{ data.title }}',
          description: 'It was paid for.',
          details: 'Pack it.',
          projectRoot: folder.path,
        }),
      },
    ],
  })
  const titles = Array.from({ length: events }, (_, at) => `Send order ${at + 1}`)
  for (const title of titles) await creel.call('events.publish', { type: 'order.paid', data: { title } })
  const runs = await endedRuns(creel, id, events)
  const inFile = folder.tasks().map((task) => task['title'])
  return toReport('taskmaster-tool', seed, {
    findings: {
      ...noFindings(),
      lost: titles.filter((title) => !inFile.includes(title)).length,
      duplicated: inFile.length - new Set(inFile).size,
      unsucceeded: runs.filter(({ state }) => state !== 'succeeded').length,
    },
    acknowledged: events,
    more: { tools: tools.length },
  })
}

async function endedRuns(creel: RunningService, triggerId: string, count: number): Promise<RunRow[]> {
  const until = Date.now() + longestMs
  let runs: RunRow[] = []
  while (runs.length < count && Date.now() < until) {
    await pause(500)
    runs = (await runsOf(creel, triggerId)).filter(({ endedAt }) => endedAt !== null)
  }
  return runs
}
