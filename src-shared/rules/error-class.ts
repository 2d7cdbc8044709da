import { z } from 'zod'

/**
 * Why an attempt was no delivery, in the classes by which failures are counted, filtered and explained; `what` says
 * what happened, `fix` what to do.
 */
export const errorClasses = {
  'name-unknown': { what: 'The target’s name is not known', fix: 'Check the host in the URL, and its DNS entry.' },
  'name-lookup': { what: 'The target’s name could not be looked up', fix: 'Check the network and the DNS server.' },
  refused: { what: 'Nothing listens at the target', fix: 'Start the target, or check the port in the URL.' },
  unreachable: { what: 'The target could not be reached', fix: 'Check the network, firewalls and the URL.' },
  tls: {
    what: 'TLS failed',
    fix: 'Check the target’s certificate, and whether the URL should be http or https. One of your own authority: give it as TLS authority (tls.authority).',
  },
  'connection-broken': {
    what: 'The target closed the connection',
    fix: 'Look into the target’s log: it got the request and may have handled it.',
  },
  'timed-out': { what: 'The target took too long', fix: 'Answer first and work afterwards, or raise the time-out.' },
  'not-http': { what: 'The answer is not HTTP', fix: 'Check the port in the URL.' },
  redirect: { what: 'The target redirects', fix: 'Use the address it redirects to: redirects are not followed.' },
  throttled: { what: 'The target has too much to do', fix: 'Lower the webhook’s rate limit.' },
  gone: { what: 'The target is gone for good', fix: 'Give the webhook another URL, then switch it on again.' },
  'client-error': { what: 'The target refuses the request', fix: 'Compare its answer with what it expects.' },
  'server-error': { what: 'The target failed', fix: 'Look into the target’s log.' },
  'unexpected-status': { what: 'The target’s answer is no success', fix: 'Answer with a status from 200 to 299.' },
  'stopped-by-target': {
    what: 'The target asked not to be sent this again',
    fix: 'Look at its answer for the reason.',
  },
  forbidden: {
    what: 'The address may not be sent to',
    fix: 'Use another URL. A private address can be allowed: see --egress and --egress-allow.',
  },
  unsendable: { what: 'The request cannot be sent as it is', fix: 'Check URL, headers and size of the webhook.' },
  'not-rendered': {
    what: 'The payload could not be made',
    fix: 'Mend the template and publish it, then replay the delivery re-rendered.',
  },
  interrupted: { what: 'Creel stopped before the answer came', fix: 'Nothing: it is tried again.' },
  other: { what: 'The request could not be sent', fix: 'Look at the message of the attempt.' },
} as const satisfies Record<string, { what: string; fix: string }>

export type ErrorClass = keyof typeof errorClasses
export const ErrorClass = z.enum(Object.keys(errorClasses) as [ErrorClass, ...ErrorClass[]])
