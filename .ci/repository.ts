import { join } from 'node:path'

/** The folder of the repository, wherever a script was called from. */
export const repository = join(import.meta.dirname, '..')

/** A path inside the repository. */
export const inRepository = (...parts: string[]): string => join(repository, ...parts)
