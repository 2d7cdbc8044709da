import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import envPaths from 'env-paths'
import { AppError } from '#shared/contract/problem.ts'

/** Where Creel keeps its data: `CREEL_HOME`, else the platform's folder for it. */
export function dataFolder(environment: NodeJS.ProcessEnv): string {
  return environment.CREEL_HOME ? resolve(environment.CREEL_HOME) : envPaths('creel', { suffix: '' }).data
}

/** Makes the data folder, for this user's eyes only, where it is missing. Throws `data-folder-unusable`. */
export function prepareDataFolder(home: string): void {
  try {
    makeFolders(home)
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new AppError('data-folder-unusable', unusable(home, error), { cause: error })
  }
}

// Not with `recursive`: below /proc, where no folder can be made, Node would try for ever.
function makeFolders(folder: string): void {
  if (isFolder(folder)) return
  if (!existsSync(dirname(folder))) makeFolders(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

const reasons: Record<string, string> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'a file has that name',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
}

function unusable(home: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = reasons[code] ?? (error instanceof Error ? error.message : String(error))
  return `Creel cannot use the data folder ${home}: ${reason}. Choose another with --home or CREEL_HOME.`
}
