import { prepareDataFolder } from '#main/connect/data-folder.ts'
import { findRunning } from '#main/connect/find-running.ts'
import type { ServeOptions } from '#main/server/serve-options.ts'
import { connect } from '#main/cli/connect.ts'
import { startInBackground } from '#main/cli/start-in-background.ts'
import { stopRunning } from '#main/cli/stop-running.ts'

/** The Creel of a data folder, started where none runs; `end` ends it if it was started here. */
export async function ensureRunning(options: ServeOptions, environment: NodeJS.ProcessEnv) {
  const found = await findRunning(options.home)
  const isOurs = found.kind === 'none' || found.kind === 'ended'
  if (isOurs) {
    prepareDataFolder(options.home)
    await startInBackground(options, environment)
  }
  return {
    ...(await connect(options.home)),
    end: async (): Promise<void> => {
      const still = isOurs ? await findRunning(options.home) : null
      if (still?.kind === 'running') await stopRunning(options.home)
    },
  }
}
