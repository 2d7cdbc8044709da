import { getCACertificates } from 'node:tls'
import type { TlsPolicy } from '#shared/model/webhook.ts'

/** What a TLS policy means to Node. */
export const tlsOptions = ({ verifies, minVersion, authority }: TlsPolicy) => ({
  rejectUnauthorized: verifies,
  minVersion,
  // What is given takes the place of the usual authorities, so they are given along.
  ...(authority !== null && { ca: [...getCACertificates('default'), authority] }),
})
