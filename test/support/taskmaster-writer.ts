// A second program that writes a tasks.json, under the lock that task-master-ai takes: a folder beside the file.
// Arguments: the file, and how many writes. Each write adds a task and raises a number in another one.
import { mkdirSync, readFileSync, renameSync, rmdirSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

type Raw = Record<string, unknown>

const [file = '', count = '0'] = process.argv.slice(2)

for (let number = 1; number <= Number(count); number += 1) {
  await locked(() => write(number))
}

async function locked(work: () => Promise<void>): Promise<void> {
  while (!take()) await pause(5)
  try {
    await work()
  } finally {
    rmdirSync(`${file}.lock`)
  }
}

function take(): boolean {
  try {
    mkdirSync(`${file}.lock`)
    return true
  } catch {
    return false
  }
}

async function write(number: number): Promise<void> {
  const root = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { tasks: Raw[] }>
  // So that whoever takes no lock has the time to come between.
  await pause(3)
  const { tasks = [] } = root['master'] ?? {}
  const id = Math.max(0, ...tasks.map((task) => Number(task['id']))) + 1
  tasks.push({
    id,
    title: `Written ${number}`,
    status: 'pending',
    dependencies: [],
    details: `secret ${number}`,
    odd: { number },
  })
  const shared = tasks.find((task) => String(task['id']) === '1')
  if (shared) shared['count'] = Number(shared['count'] ?? 0) + 1
  writeFileSync(`${file}.other`, JSON.stringify(root, null, 2))
  renameSync(`${file}.other`, file)
}
