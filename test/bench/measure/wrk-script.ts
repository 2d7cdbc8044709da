import type { Load } from './load.ts'

// Lua's long brackets take any text as it is.
const quote = (text: string): string => `[==[${text}]==]`

/** The script that wrk runs: numbered bodies, and the outcome as one line of JSON. */
export const wrkScript = ({ headers, body }: Load): string => `
local count = math.floor(os.time() * 1000000)
local head, tail = ${quote(body.head)}, ${quote(body.tail)}
local headers = { ${Object.entries(headers)
  .map(([name, value]) => `[ ${quote(name)} ] = ${quote(value)}`)
  .join(', ')} }
request = function()
  count = count + 1
  return wrk.format("POST", nil, headers, head .. string.format("%016d", count) .. tail)
end
done = function(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write(string.format('\\n{"completed":%d,"failed":%d,"perSecond":%f,"p50Ms":%f,"p99Ms":%f}\\n',
    summary.requests, failed, (summary.requests - errors.status) / (summary.duration / 1e6),
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
`
