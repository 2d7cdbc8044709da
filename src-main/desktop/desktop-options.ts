import { Command } from 'commander'
import { addServeOptions } from '#main/server/serve-options.ts'
import type { ServeOptions } from '#main/server/serve-options.ts'

/** Reads the flags and the environment of the desktop app. What it does not know may be Chromium’s. */
export const readDesktopOptions = (args: readonly string[], environment: NodeJS.ProcessEnv): ServeOptions =>
  addServeOptions(new Command('creel'), environment)
    .exitOverride()
    // A window shows the error; nobody may be looking at a terminal.
    .configureOutput({ outputError: () => undefined })
    .allowUnknownOption()
    .allowExcessArguments()
    .parse(args, { from: 'user' })
    .opts<ServeOptions>()
