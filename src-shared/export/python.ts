import { toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from './exported-request.ts'
import { copiedHeaders } from './exported-request.ts'
import { pythonBytes, pythonString } from './literals.ts'

/** A program for Python 3 that sends the request; it needs no package, and changes no header. */
export function printPython({ method, url, headers, body }: ExportedRequest): string {
  const [, scheme = '', authority = '', path = ''] = /^(https?):\/\/([^/?]*)(.*)$/s.exec(url) ?? []
  const kind = scheme === 'https' ? 'HTTPSConnection' : 'HTTPConnection'
  const pairs = copiedHeaders(headers).map(([name, value]) => `    (${pythonString(name)}, ${pythonString(value)}),\n`)
  return `import http.client

body = ${pythonBytes(toLatin1(body))}
headers = [
${pairs.join('')}]

connection = http.client.${kind}(${pythonString(authority)})
connection.putrequest(${pythonString(method)}, ${pythonString(path)}, skip_accept_encoding=True)
for name, value in headers:
    connection.putheader(name, value)
connection.putheader('Content-Length', str(len(body)))
connection.endheaders(body)
answer = connection.getresponse()
print(answer.status, answer.read())
`
}
