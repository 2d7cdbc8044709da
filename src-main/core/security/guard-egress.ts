import type { SendRequest } from '#main/core/ports.ts'
import { leadsToOwnPort } from './own-address.ts'

const timing = { connectMs: null, firstByteMs: null, totalMs: 0 }

/** Sends nothing to the private listener: whatever a payload or a person names as a target, it is not one. */
export const guardEgress =
  (send: SendRequest, controlPort: () => number): SendRequest =>
  async (request, options) => {
    if (!leadsToOwnPort(request.url, controlPort())) return send(request, options)
    const message = 'The target is Creel’s own control port. Nothing was sent; choose the address of your app.'
    return { kind: 'failed', code: 'forbidden-target', message, timing }
  }
