import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/** Creel's own folder: the nearest one above this file with a package.json, whether run from sources or built. */
export function appFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

/** Where the built pages are. */
export const rendererFolder = (): string => join(appFolder(), 'out', 'renderer')

/** The version that package.json names. */
export const appVersion = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(appFolder(), 'package.json'), 'utf8'))).version
