import type { CapturedRequest } from '#main/core/requests/captured-request.ts'

const bytesAtMost = 32_000_000

/** Requests that have just come, kept until they are sent so that they need not be read back; no more than fit. */
export type AtHand = {
  put: (deliveryId: string, request: CapturedRequest) => void
  take: (deliveryId: string) => CapturedRequest | undefined
}

export function createAtHand(): AtHand {
  const requests = new Map<string, CapturedRequest>()
  let bytes = 0
  return {
    put(deliveryId, request) {
      if (bytes + request.body.length > bytesAtMost) return
      bytes += request.body.length
      requests.set(deliveryId, request)
    },
    take(deliveryId) {
      const request = requests.get(deliveryId)
      if (requests.delete(deliveryId)) bytes -= request?.body.length ?? 0
      return request
    },
  }
}
