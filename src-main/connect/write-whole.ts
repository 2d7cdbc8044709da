import { renameSync, rmSync, writeFileSync } from 'node:fs'

/** Writes a file at once and whole, readable by this user only. */
export function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}`
  // Mode is only set on creation, so a draft left by a crash must not lend its own.
  rmSync(draft, { force: true })
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}
