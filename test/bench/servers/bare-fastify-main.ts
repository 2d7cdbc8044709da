import type { AddressInfo } from 'node:net'
import fastify from 'fastify'

// The reference of all comparisons: Fastify as it comes. It parses the JSON, stores nothing and says yes.
const app = fastify()
app.post('/in', (_request, reply) => {
  void reply.send('ok')
})
await app.listen({ host: '127.0.0.1', port: 0 })
console.log(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/in`)
