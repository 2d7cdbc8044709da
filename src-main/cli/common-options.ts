import type { Command } from 'commander'
import { homeOption } from '#main/server/serve-options.ts'
import type { Terminal } from '#main/server/terminal.ts'

/** The flags that every command has. */
export type CommonOptions = { home: string; json?: boolean }

/** Adds `--home` and `--json`. */
export const addCommonOptions = (command: Command, { environment }: Terminal): Command =>
  command.addOption(homeOption(environment)).option('--json', 'print what the API answers')
