import { execFile, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'

const version = '0.43.1'

/** Installs the real task-master-ai into a folder; answers its MCP server's file. */
export async function installTaskmaster(folder: string): Promise<string> {
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--omit=optional']
  await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags, `task-master-ai@${version}`], {
    cwd: folder,
    shell: process.platform === 'win32',
    maxBuffer: 10_000_000,
  })
  return join(folder, 'node_modules', 'task-master-ai', 'dist', 'mcp-server.js')
}

type Answer = { id?: number; error?: { message: string }; result?: { isError?: boolean; content?: { text: string }[] } }

/** A running Taskmaster. */
export type TaskmasterProcess = {
  /** Calls a tool; answers what its text says. Throws where the tool says that it failed. */
  call: (tool: string, given: Record<string, unknown>) => Promise<string>
  [Symbol.dispose]: () => void
}

/** Starts Taskmaster's MCP server on a project and speaks with it over its standard streams. */
export async function startTaskmaster(server: string, projectRoot: string): Promise<TaskmasterProcess> {
  const child = spawn(process.execPath, [server], {
    cwd: projectRoot,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TASK_MASTER_TOOLS: 'all', TASK_MASTER_PROJECT_ROOT: projectRoot },
  })
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>()
  const ended = new Error('Taskmaster has ended.')
  child.on('exit', () => waiting.forEach(({ reject }) => reject(ended)))
  createInterface({ input: child.stdout }).on('line', (line) => {
    // It logs to where it answers, too.
    if (!line.startsWith('{')) return
    const answer = JSON.parse(line) as Answer
    waiting.get(answer.id ?? -1)?.resolve(answer)
  })
  const write = (message: object): void => void child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
  let last = 0
  const ask = async (method: string, params: object): Promise<Answer> => {
    last += 1
    const id = last
    const answered = new Promise<Answer>((resolve, reject) => waiting.set(id, { resolve, reject }))
    write({ id, method, params })
    const answer = await answered
    waiting.delete(id)
    return answer
  }
  const clientInfo = { name: 'creel-reliability', version: '1' }
  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo })
  write({ method: 'notifications/initialized' })
  return {
    async call(name, given) {
      const { error, result } = await ask('tools/call', { name, arguments: { ...given, projectRoot } })
      const text = result?.content?.[0]?.text ?? error?.message ?? ''
      if (error || result?.isError === true) throw new Error(`${name} failed: ${text}`)
      return text
    },
    [Symbol.dispose]: () => child.kill(),
  }
}
