import { readFileSync, writeFileSync } from 'node:fs'
import type { LockedPackages } from './lock-platforms.ts'
import { completeLock, missingOptionals } from './lock-platforms.ts'
import { inRepository } from './repository.ts'

// A registry that mirrors only some platforms lets `npm install` write a lock that `npm ci` then refuses.
const file = inRepository('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: LockedPackages }
const missing = missingOptionals(lock.packages)
if (missing.length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: completeLock(lock.packages) }, null, 2)}\n`)
}
console.log(`Lock file: ${missing.length} platform packages added.`)
