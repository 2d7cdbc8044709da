import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { AppError } from '#shared/contract/problem.ts'
import type { SecretVault } from '#main/core/ports.ts'
import { writeDurably } from './write-durably.ts'

const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** Seals secrets with AES-256-GCM, a nonce each, under a key in a file that only this user may read. */
export function openKeyFileVault(file: string): SecretVault {
  const key = readKey(file)
  return {
    seal(secret) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8')
    },
  }
}

function readKey(file: string): Uint8Array {
  // Durably: a key that a power cut emptied would take every stored secret with it.
  if (!existsSync(file)) writeDurably(file, randomBytes(keyBytes).toString('base64'))
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  if (key.length === keyBytes) return key
  throw new AppError(
    'data-folder-unusable',
    `The key file ${file} is damaged, so stored signing secrets cannot be read. Put back its backup; ` +
      'or delete it and enter the secrets of your sources again.',
  )
}
