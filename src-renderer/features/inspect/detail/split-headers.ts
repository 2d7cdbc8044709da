import type { HeaderPairs } from '#shared/model/header-pairs.ts'

/** Headers that tunnels, proxies and content networks add; a sender has no reason to send them. */
const addedOnTheWay =
  /^(x-forwarded-|forwarded$|via$|cdn-loop$|cf-|x-real-ip$|true-client-ip$|ngrok-|x-amzn-trace-id$|x-envoy-|fly-|x-vercel-|x-original-|x-cloud-trace-context$)/i

/** The sender's headers and those of the way, both in the order and the case in which they came. */
export function splitHeaders(headers: HeaderPairs): { sender: HeaderPairs; way: HeaderPairs } {
  return {
    sender: headers.filter(([name]) => !addedOnTheWay.test(name)),
    way: headers.filter(([name]) => addedOnTheWay.test(name)),
  }
}
