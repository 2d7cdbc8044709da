import type { ImportedRequest } from './imported-request.ts'

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/

/** An imported request as HTTP could have carried it: what could not is mended or left out, and said. */
export function cleanImport(request: ImportedRequest): ImportedRequest {
  const problems = [...request.problems]
  const headers = request.headers.flatMap(([name, value]): [string, string][] => {
    if (!token.test(name)) problems.push(`“${name.slice(0, 60)}” is no name of a header and was left out.`)
    return token.test(name) ? [[name, value.replaceAll(/[\0\r\n]+/g, ' ')]] : []
  })
  const method = request.method.toUpperCase()
  if (!token.test(method)) problems.push('The method is no word that HTTP knows; POST was taken.')
  const path = request.path.replaceAll(
    /[\0-\x20\x7f]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return { ...request, method: token.test(method) ? method : 'POST', path, headers, problems }
}
