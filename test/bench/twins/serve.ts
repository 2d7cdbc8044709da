import { parseArgs } from 'node:util'
import { inRepository } from '#ci/repository.ts'
import { openDatabase } from '#main/core/database/open-database.ts'
import { createWriter } from '#main/core/database/writer.ts'
import { startService } from '#main/service.ts'
import { silentLog } from '#test/support/log.ts'
import { createTransactionEachWriter } from './transaction-each-writer.ts'

// Creel from its sources, with the writer that is named: both sides of a comparison start here.
const writers = { group: createWriter, 'transaction-each': createTransactionEachWriter }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    home: { type: 'string' },
    'receiver-port': { type: 'string' },
    'control-port': { type: 'string' },
    json: { type: 'boolean' },
    'no-open': { type: 'boolean' },
  },
})
const service = await startService(
  {
    home: values.home ?? '',
    receiverPort: 0,
    controlPort: 0,
    rendererFolder: inRepository('out', 'renderer'),
    version: 'twin',
    log: silentLog,
  },
  { openDatabase, createWriter: writers[positionals[0] as keyof typeof writers] },
)
const { controlUrl, receiverUrl } = service
const { url: sourceUrl } = await service.firstSource()
console.log(JSON.stringify({ controlUrl, enterUrl: await service.enterUrl(), receiverUrl, sourceUrl }))
process.once('SIGTERM', () => void service.stop().then(() => process.exit()))
