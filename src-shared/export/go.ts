import { toLatin1 } from '#shared/bytes/latin1.ts'
import type { ExportedRequest } from './exported-request.ts'
import { groupedHeaders } from './exported-request.ts'
import { goString } from './literals.ts'

/** A program for Go that sends the request with the standard library. */
export function printGo({ method, url, headers, body }: ExportedRequest): string {
  const fields = groupedHeaders(headers).map(
    ([name, values]) => `\t\t${goString(name)}: {${values.map(goString).join(', ')}},\n`,
  )
  return `package main

import (
\t"bytes"
\t"fmt"
\t"io"
\t"net/http"
)

func main() {
\tbody := []byte(${goString(toLatin1(body))})
\trequest, err := http.NewRequest(${goString(method)}, ${goString(url)}, bytes.NewReader(body))
\tif err != nil {
\t\tpanic(err)
\t}
\trequest.Header = http.Header{
${fields.join('')}\t}
\tanswer, err := http.DefaultClient.Do(request)
\tif err != nil {
\t\tpanic(err)
\t}
\tdefer answer.Body.Close()
\ttext, _ := io.ReadAll(answer.Body)
\tfmt.Println(answer.StatusCode, string(text))
}
`
}
