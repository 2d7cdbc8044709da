import { lookup as systemLookup } from 'node:dns'
import { connect, isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { TLSSocket } from 'node:tls'
import type { ConnectivityStep, ConnectivityStepName } from '#shared/model/connectivity.ts'
import type { TlsPolicy } from '#shared/model/webhook.ts'
import type { CheckTarget, CheckedTarget } from '#main/core/ports.ts'
import type { RefusalOf } from '#main/core/security/egress-policy.ts'
import { inWords } from './send-failure.ts'
import { tlsOptions } from './tls-options.ts'

type Place = { host: string; port: number; isTls: boolean }
type Found = Omit<ConnectivityStep, 'tookMs'>

/** Looks the name up, connects, greets with TLS and reads the certificate; refuses what may not be connected to. */
export const createCheckTarget =
  (refusalOf: RefusalOf): CheckTarget =>
  async (url, { timeoutMs, tls, signal }) => {
    const steps: ConnectivityStep[] = []
    const place = placeOf(url)
    const until = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    let certificateEndsAt: number | null = null
    let socket: Socket | null = null
    try {
      const address = await measured(steps, 'dns', () => findAddress(place, refusalOf))
      socket = await measured(steps, 'tcp', () => open(place, address, until))
      if (place.isTls) {
        const secured = await measured(steps, 'tls', () => greet(socket as Socket, place, tls, until))
        // Also of one that is not trusted.
        certificateEndsAt = endOf(secured)
        await measured(steps, 'certificate', async () => checkCertificate(secured, tls))
      }
    } catch (error) {
      // A failed step is told among the steps; whatever else is a mistake of ours.
      if (!(error instanceof StepFailed)) throw error
    } finally {
      socket?.destroy()
    }
    return { steps, certificateEndsAt } satisfies CheckedTarget
  }

class StepFailed extends Error {}

function placeOf(url: string): Place {
  const { hostname, port, protocol } = new URL(url)
  const isTls = protocol === 'https:'
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || (isTls ? 443 : 80), isTls }
}

/** Makes one step, tells it with its time, and hands on what it found. */
async function measured<Value>(
  steps: ConnectivityStep[],
  step: ConnectivityStepName,
  make: () => Promise<{ detail: string; value: Value }>,
): Promise<Value> {
  const startedAt = performance.now()
  const tell = (found: Omit<Found, 'step'>): void =>
    void steps.push({ step, ...found, tookMs: performance.now() - startedAt })
  try {
    const { detail, value } = await make()
    tell({ state: 'ok', detail })
    return value
  } catch (error) {
    tell({ state: 'failed', detail: wordsOf(error as Error) })
    throw new StepFailed()
  }
}

const wordsOf = (error: Error & { code?: string }): string =>
  error instanceof Refused ? error.message : inWords(error, false).message

/** Says in its own words why it was refused. */
class Refused extends Error {}

const findAddress = ({ host, port }: Place, refusalOf: RefusalOf) =>
  new Promise<{ detail: string; value: string }>((resolve, reject) => {
    const choose = (addresses: readonly string[]): void => {
      const allowed = addresses.find((address) => refusalOf(address, port) === null)
      if (allowed === undefined) reject(new Refused(refusalOf(addresses[0] ?? '', port) ?? 'The name has no address.'))
      else resolve({ detail: addresses.join(', '), value: allowed })
    }
    if (isIP(host) > 0) return choose([host])
    systemLookup(host, { all: true }, (error, found) =>
      error ? reject(error) : choose(found.map((one) => one.address)),
    )
  })

const timedOut = (): Error => Object.assign(new Error('timed-out'), { code: 'timed-out' })

const open = ({ port }: Place, address: string, until: AbortSignal) =>
  new Promise<{ detail: string; value: Socket }>((resolve, reject) => {
    const socket = connect({ host: address, port })
    const giveUp = (): void => {
      socket.destroy()
      reject(timedOut())
    }
    until.addEventListener('abort', giveUp, { once: true })
    socket.once('error', reject)
    socket.once('connect', () => resolve({ detail: `Connected to ${address}, port ${port}.`, value: socket }))
  })

const greet = (socket: Socket, { host }: Place, tls: TlsPolicy, until: AbortSignal) =>
  new Promise<{ detail: string; value: TLSSocket }>((resolve, reject) => {
    const name = isIP(host) === 0 ? { servername: host } : {}
    // Whether the certificate is trusted is a step of its own.
    const secured = connectTls({ ...tlsOptions(tls), socket, ...name, rejectUnauthorized: false })
    until.addEventListener('abort', () => reject(timedOut()), { once: true })
    secured.once('error', reject)
    secured.once('secureConnect', () =>
      resolve({ detail: `${secured.getProtocol()}, ${secured.getCipher().name}.`, value: secured }),
    )
  })

const endOf = (secured: TLSSocket): number | null => {
  const at = Date.parse(secured.getPeerCertificate().valid_to)
  return Number.isNaN(at) ? null : at
}

function checkCertificate(secured: TLSSocket, { verifies }: TlsPolicy): { detail: string; value: null } {
  const { subject, issuer, valid_to: validTo } = secured.getPeerCertificate()
  if (!secured.authorized && verifies) {
    const code = String(secured.authorizationError)
    throw Object.assign(new Error(code), { code: (secured.authorizationError as { code?: string }).code ?? code })
  }
  const trust = secured.authorized ? '' : ' It is not trusted, which this webhook does not ask for.'
  const words = `For ${nameIn(subject)} by ${nameIn(issuer)}, until ${new Date(validTo).toISOString().slice(0, 10)}.`
  return { detail: `${words}${trust}`, value: null }
}

const nameIn = (holder: { CN?: string | string[]; O?: string | string[] } | undefined): string =>
  [holder?.CN ?? holder?.O ?? 'an unnamed holder'].flat().join(', ')
