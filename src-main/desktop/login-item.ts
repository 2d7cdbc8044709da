import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** What is opened at login: a program with its arguments. */
export type LoginCommand = { program: string; args: readonly string[] }

/** Where a Linux desktop looks for what it opens at login. */
export const autostartFile = (environment: NodeJS.ProcessEnv, homeFolder: string): string =>
  join(environment.XDG_CONFIG_HOME || join(homeFolder, '.config'), 'autostart', 'creel.desktop')

/** The entry that opens Creel at login, as freedesktop.org's autostart specification has it. */
export const autostartEntry = ({ program, args }: LoginCommand): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Creel',
    'Comment=Catch, inspect, verify and replay webhooks',
    `Exec=${[program, ...args].map(quoted).join(' ')}`,
    'Terminal=false',
    '',
  ].join('\n')

// Desktop Entry Specification, "The Exec key": within double quotes these are escaped, and that once more as a string.
const quoted = (word: string): string =>
  `"${word.replaceAll(/["`$\\]/g, (character) => `\\\\${character === '\\' ? '\\\\' : character}`).replaceAll('%', '%%')}"`

/** Whether Creel opens at login, by that file. */
export const opensAtLogin = (file: string): boolean => existsSync(file)

/** Writes the file, or removes it. */
export function setOpensAtLogin(file: string, command: LoginCommand, isOn: boolean): void {
  if (!isOn) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, autostartEntry(command))
}
