import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { valuesOf } from '#shared/model/header-pairs.ts'
import type { SendRequest } from '#main/core/ports.ts'

const hopHeaderName = 'Creel-Hops'

/** A request that has gone through Creel more often than this runs in a circle. */
export const hopsAtMost = 3

/** How often a request has been sent by a Creel before it came here. What no Creel writes counts for nothing. */
export const hopsOf = (headers: HeaderPairs): number =>
  Math.max(0, ...valuesOf(headers, hopHeaderName).map((value) => (/^\d{1,6}$/.test(value) ? Number(value) : 0)))

/** The header that says how often something has gone through a Creel; none where it never has. */
export const hopHeader = (hops: number): HeaderPairs => (hops === 0 ? [] : [[hopHeaderName, String(hops)]])

/** The header that counts the hops, for what follows from a request. */
export const hopHeaderOf = (headers: HeaderPairs): HeaderPairs => hopHeader(hopsOf(headers))

/** Counts one hop more in all that is sent: whoever sends a captured request on sends its count along. */
export const countHops =
  (send: SendRequest): SendRequest =>
  (request, options) => {
    const others = request.headers.filter(([name]) => name.toLowerCase() !== hopHeaderName.toLowerCase())
    return send(
      { ...request, headers: [...others, [hopHeaderName, String(hopsOf(request.headers) + 1)] as const] },
      options,
    )
  }
