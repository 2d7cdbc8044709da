import { execFile } from 'node:child_process'
import { readFile, readdir, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '#shared/contract/problem.ts'

const run = promisify(execFile)

const otherPort = 'choose another port with --receiver-port or --control-port'

/** Puts into words why a port cannot be had, with the name of its holder where it can be found; else `error` itself. */
export async function explainListenError(port: number, error: unknown): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EACCES') {
    const words = `Creel may not listen on port ${port}: the system keeps it for others. Please ${otherPort}.`
    return new AppError('port-in-use', words, { cause: error })
  }
  if (code !== 'EADDRINUSE') return error
  const holder = (await findHolder(port)) ?? 'another program'
  const words = `Port ${port} is taken by ${holder}. End that program, or ${otherPort}.`
  return new AppError('port-in-use', words, { cause: error })
}

async function findHolder(port: number): Promise<string | null> {
  try {
    const found = process.platform === 'linux' ? await holderOnLinux(port) : await holderByLsof(port)
    return found && `${found.name} (process ${found.processId})`
  } catch {
    // Who holds the port is a kindness; the error is told without it.
    return null
  }
}

type Holder = { name: string; processId: string }

async function holderOnLinux(port: number): Promise<Holder | null> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  )
  const inodes = new Set(tables.flatMap((table) => listeningInodes(table, port)))
  for (const processId of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsSocket(processId, inodes))) continue
    return { processId, name: await nameOnLinux(processId) }
  }
  return null
}

/** The program's file name: `comm` is a thread's name, and Node calls its own “MainThread”. */
async function nameOnLinux(processId: string): Promise<string> {
  const [program = ''] = (await readFile(`/proc/${processId}/cmdline`, 'utf8')).split('\0')
  return basename(program) || (await readFile(`/proc/${processId}/comm`, 'utf8')).trim()
}

/** The sockets of a table of `/proc/net` that listen on a port; state 0A is "listen". */
function listeningInodes(table: string, port: number): string[] {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(`:${hexPort}`) && state === '0A')
    .map((columns) => columns[9] ?? '')
}

async function holdsSocket(processId: string, inodes: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${processId}/fd`
  // Processes of other users cannot be looked into, and processes end while we look.
  const files = await readdir(folder).catch(() => [])
  const links = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')))
  return links.some((link) => inodes.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? ''))
}

async function holderByLsof(port: number): Promise<Holder | null> {
  const { stdout } = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { timeout: 2_000 })
  const [, processId, name] = /^p(\d+)\nc(.*)$/m.exec(stdout) ?? []
  return processId && name ? { processId, name } : null
}
