import { resolve } from 'node:path'
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { dataFolder } from '#main/connect/data-folder.ts'
import { CidrRange, EgressMode } from '#shared/rules/egress.ts'
import { logLevels } from './log.ts'
import type { LogLevel } from './log.ts'

/** How Creel is to run headless. */
export type ServeOptions = {
  home: string
  receiverPort: number
  controlPort: number
  token?: string
  tunnelHost?: string
  egress: EgressMode
  egressAllow?: string[]
  logLevel: LogLevel
  json?: boolean
  /** Left out: where a person at a terminal has a display. */
  open?: boolean
}

const port = (text: string): number => {
  const number = Number(text)
  if (/^\d{1,5}$/.test(text) && number <= 65_535) return number
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535; 0 takes any free one.')
}

const localToken = (text: string): string => {
  if (/^[\x21-\x7e]{16,}$/.test(text)) return text
  throw new InvalidArgumentError('A token has at least 16 letters, digits or signs and no spaces.')
}

const webAddress = (text: string): string => {
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\/+$/, '')
  throw new InvalidArgumentError('It must be an address such as https://localtunnel.me.')
}

const ranges = (text: string): string[] => {
  const list = text.split(',').map((range) => range.trim())
  const wrong = list.find((range) => !CidrRange.safeParse(range).success)
  if (wrong === undefined) return list
  throw new InvalidArgumentError(`“${wrong}” is no range. Write an address and a prefix, such as 10.20.0.0/16.`)
}

/** The flag that every command knows. */
export const homeOption = (environment: NodeJS.ProcessEnv): Option =>
  new Option('--home <folder>', 'the data folder (CREEL_HOME)')
    .argParser((folder: string) => resolve(folder))
    .default(dataFolder(environment))

/** Adds the flags of `ServeOptions`; those that the environment knows too are the ones of `addStartOptions`. */
export const addServeOptions = (command: Command, environment: NodeJS.ProcessEnv): Command =>
  addStartOptions(command, environment)
    .option('--json', 'write JSON for programs')
    .option('--open', 'open the browser (as it does at a terminal)')
    .option('--no-open', 'leave the browser alone')

/** Adds the flags of how Creel is started; each has an environment variable of the same name. */
export const addStartOptions = (command: Command, environment: NodeJS.ProcessEnv): Command =>
  command
    .addOption(homeOption(environment))
    .addOption(
      new Option('--receiver-port <port>', 'where senders come in')
        .env('CREEL_RECEIVER_PORT')
        .argParser(port)
        .default(4400),
    )
    .addOption(
      new Option('--control-port <port>', 'where pages and programs of yours come in')
        .env('CREEL_CONTROL_PORT')
        .argParser(port)
        .default(4401),
    )
    .addOption(
      new Option('--token <token>', 'the local token; a fresh one if left out')
        .env('CREEL_TOKEN')
        .argParser(localToken),
    )
    .addOption(
      new Option('--tunnel-host <url>', 'the server of localtunnel').env('CREEL_TUNNEL_HOST').argParser(webAddress),
    )
    .addOption(
      new Option('--egress <policy>', 'where may be sent to; local: this computer and its network too')
        .env('CREEL_EGRESS')
        .choices(EgressMode.options)
        .default('local'),
    )
    .addOption(
      new Option('--egress-allow <ranges>', 'what remote allows besides the public internet, such as 10.20.0.0/16')
        .env('CREEL_EGRESS_ALLOW')
        .argParser(ranges),
    )
    .addOption(
      new Option('--log-level <level>', 'what is written to stderr')
        .env('CREEL_LOG_LEVEL')
        .choices(logLevels)
        .default('warn'),
    )
