import { isIP } from 'node:net'

/** True when a URL leads to a port of this computer, by whichever of its loopback names. */
export function leadsToOwnPort(url: string, port: number): boolean {
  const { hostname, port: written, protocol } = new URL(url)
  const target = Number(written) || (protocol === 'https:' ? 443 : 80)
  return target === port && isLoopback(hostname.replace(/^\[|\]$/g, ''))
}

// URL has brought every spelling of an address into one form already.
function isLoopback(host: string): boolean {
  if (isIP(host) === 4) return host.startsWith('127.') || host === '0.0.0.0'
  if (isIP(host) === 6) return host === '::1' || host === '::' || /^::ffff:7f/i.test(host)
  return host === 'localhost' || host.endsWith('.localhost')
}
