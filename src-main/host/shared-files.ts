import { randomBytes } from 'node:crypto'
import { watch } from 'node:fs'
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '#shared/contract/problem.ts'
import type { FileChange, SharedFiles } from '#main/core/ports.ts'
import { withLock } from './file-lock.ts'

const mostBytes = 32 * 1024 * 1024
const triesAtMost = 5
const tryAgainMs = 20

/** The files of this computer. */
export const sharedFiles: SharedFiles = {
  async findFolder(path) {
    if (!isAbsolute(path))
      throw new AppError('bad-folder', `${path} is not a whole path. Give it from the root on, such as /home/me/shop.`)
    const found = await realpath(path).catch(() => null)
    if (found !== null && (await stat(found)).isDirectory()) return found
    throw new AppError('bad-folder', `There is no folder ${path} on the computer that Creel runs on.`)
  },
  async findFirst(files) {
    for (const file of files) if (await isFile(file)) return file
    return null
  },
  change: async (file, body) => inWords(file, () => withLock(file, (isHeld) => change(file, isHeld, body))),
  watch: watchFile,
}

const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  )

async function change<Value>(
  file: string,
  isHeld: () => Promise<boolean>,
  body: (text: string) => Promise<FileChange<Value>>,
): Promise<Value> {
  for (let tries = 1; tries <= triesAtMost; tries += 1) {
    const before = await readBytes(file)
    const { text, value } = await body(new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(before))
    if (text === null || (await replace(file, { before, text, isHeld }))) return value
    await pause(tryAgainMs)
  }
  throw new AppError('conflict', `Another program keeps writing ${file}. It is tried again.`)
}

async function readBytes(file: string): Promise<Buffer> {
  const { size } = await stat(file)
  if (size > mostBytes) throw new AppError('too-large', `${file} is larger than 32 MB.`)
  return readFile(file)
}

/** Puts a text in the place of what was read, at once and for good; false: something else is there by now. */
async function replace(
  file: string,
  { before, text, isHeld }: { before: Buffer; text: string; isHeld: () => Promise<boolean> },
): Promise<boolean> {
  const target = await realpath(file)
  const draft = `${target}.creel-${randomBytes(6).toString('hex')}`
  const { mode } = await stat(target)
  try {
    const handle = await open(draft, 'wx', mode & 0o777)
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    // A program that takes no lock may have written since; one that finds a lock too old takes it away.
    if (!(await isHeld()) || !before.equals(await readFile(target))) return false
    await rename(draft, target)
    return true
  } finally {
    await rm(draft, { force: true })
  }
}

function watchFile(file: string, changed: () => void): () => void {
  const name = basename(file)
  try {
    const watcher = watch(dirname(file), { persistent: false }, (_, touched) => {
      if (touched === null || touched === name) changed()
    })
    // The folder went away, say: what is missed is found by looking.
    watcher.on('error', () => watcher.close())
    return () => watcher.close()
  } catch {
    return () => {}
  }
}

async function inWords<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AppError || !(error instanceof Error)) throw error
    if (error instanceof TypeError) throw new AppError('bad-task', `${file} is not UTF-8.`, { cause: error })
    throw new AppError('bad-folder', `${file} cannot be read or written: ${error.message}.`, { cause: error })
  }
}
