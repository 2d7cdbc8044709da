import type { AddressInfo, Socket } from 'node:net'
import { createServer } from 'node:net'

// The target of deliveries: takes each POST, counts it and says yes, as cheaply as Node can. A GET tells the count
// since the last DELETE, with the times of the first and the last.
const answer = (body: string): string => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
const yes = answer('')
const headEnd = '\r\n\r\n'
let seen = { count: 0, firstMs: 0, lastMs: 0 }

function replyTo(head: string): string {
  if (head.startsWith('GET')) return answer(JSON.stringify(seen))
  if (head.startsWith('DELETE')) seen = { count: 0, firstMs: 0, lastMs: 0 }
  else seen = { count: seen.count + 1, firstMs: seen.firstMs || performance.now(), lastMs: performance.now() }
  return yes
}

const server = createServer((socket: Socket) => {
  let text = ''
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    // Latin-1: a letter a byte, so that lengths are those of the wire.
    text += chunk.toString('latin1')
    for (let end = text.indexOf(headEnd); end >= 0; end = text.indexOf(headEnd)) {
      const head = text.slice(0, end)
      const bytes = end + headEnd.length + Number(/\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0)
      if (text.length < bytes) return
      text = text.slice(bytes)
      socket.write(replyTo(head))
    }
  })
})
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`))
