// An app that a harness may kill: `node killable-app.ts <port> <log>`. It writes the key of each request into the log
// before it answers with it, says on which port it listens, and goes when the harness goes.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [port = '0', log = ''] = process.argv.slice(2)
const server = createServer((request, response) => {
  const key = (request.url ?? '').slice(1)
  request.resume().once('end', () => {
    appendFileSync(log, `${key}\n`)
    response.end(`app ${key}`)
  })
})
server.listen(Number(port), '127.0.0.1', () => console.log((server.address() as AddressInfo).port))

process.stdin.resume().once('end', () => process.exit(1))
