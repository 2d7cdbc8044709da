// A whole Creel in a process that a harness may kill: `node server.ts <data folder> <twin>`. It says where it listens
// in one line, stops in good order on SIGTERM, and goes when the harness goes. `FAULT=point:n` lets it
// end itself; `OWES_HALF` lets something follow from half of the load.
import { join } from 'node:path'
import { createHttpTransport } from '#main/connect/http-transport.ts'
import { startService } from '#main/service.ts'
import { createClient } from '#shared/contract/client.ts'
import { silentLog } from '#test/support/log.ts'
import { withFault } from './faults/with-fault.ts'
import { owedEvents } from './load.ts'
import { isTwinName, twins } from './twins/twins.ts'

const [home = '', twin = 'none'] = process.argv.slice(2)
if (!isTwinName(twin)) throw new Error(`There is no twin “${twin}”.`)
const { FAULT: fault } = process.env
const service = await startService(
  {
    home,
    receiverPort: 0,
    controlPort: 0,
    rendererFolder: join(home, 'no-pages'),
    version: '0.0.0-test',
    log: { ...silentLog, error: (event, fields) => console.error(event, JSON.stringify(fields)) },
  },
  fault === undefined ? twins[twin] : withFault(twins[twin], fault),
)
if (process.env['OWES_HALF'] !== undefined) await holdWhatIsOwed()
const { url } = await service.firstSource()
console.log(JSON.stringify({ url, processId: process.pid }))

process.once('SIGTERM', () => void service.stop().then(() => process.exit(0)))
process.stdin.resume().once('end', () => process.exit(1))

/** From half of the load something follows: that half is routed in a commit of its own. */
async function holdWhatIsOwed(): Promise<void> {
  const call = createClient(createHttpTransport({ url: service.controlUrl, token: service.token }))
  if ((await call('webhooks.list', {})).items.length > 0) return
  const { id } = await call('webhooks.create', { name: 'holds', url: 'http://127.0.0.1:9/', events: [owedEvents] })
  await call('webhooks.pause', { id })
}
