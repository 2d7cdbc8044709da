import type { ApiDocument, ApiOperation } from './openapi-document.ts'

/**
 * The API as a page for people. It is made on this side and has no script, so it needs no token: it tells what
 * every copy of Creel can do, and nothing of this one.
 */
export function renderDocsPage(document: ApiDocument): string {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({ path, method: method.toUpperCase(), told })),
  )
  const tags = [...new Set(all.flatMap(({ told }) => told.tags))]
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Creel API</title>
<style>${style}</style>
<h1>Creel API ${escape(document.info.version)}</h1>
<p>Every call but the open ones needs <code>Authorization: Bearer &lt;token&gt;</code>; the token is in
<code>control.json</code> in the data folder. Errors are <code>application/problem+json</code> with a stable
<code>code</code>. The same as OpenAPI 3.1, with the token: <code>/openapi.json</code>.</p>
<nav>${tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' ')}</nav>
${tags.map((tag) => renderTag(tag, all)).join('\n')}
</html>
`
}

type Listed = { path: string; method: string; told: ApiOperation }

const renderTag = (tag: string, all: Listed[]): string =>
  `<h2 id="${escape(tag)}">${escape(tag)}</h2>\n${all
    .filter(({ told }) => told.tags.includes(tag))
    .map(renderOperation)
    .join('\n')}`

const renderOperation = ({ path, method, told }: Listed): string => `<details>
<summary><b>${method}</b> <code>${escape(path)}</code> ${escape(told.summary)}</summary>
${told.security?.length === 0 ? '<p>Open: no token needed.</p>' : ''}
${(told.parameters ?? [])
  .map(
    ({ name, in: where, required, schema, description = '' }) =>
      `<p><code>${escape(name)}</code> in ${where}${required ? ', required' : ''}. ${escape(description)}</p>${renderSchema(schema)}`,
  )
  .join('\n')}
${told.requestBody ? `<h3>Body</h3>${renderContent(told.requestBody.content)}` : ''}
${Object.entries(told.responses)
  .map(
    ([status, { description, content = {} }]) => `<h3>${status}: ${escape(description)}</h3>${renderContent(content)}`,
  )
  .join('\n')}
</details>`

const renderContent = (content: Record<string, { schema: object }>): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `<p><code>${escape(type)}</code></p>${renderSchema(schema)}`)
    .join('')

const renderSchema = (schema: object): string => `<pre>${escape(JSON.stringify(schema, null, 2))}</pre>`

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => entities[letter] ?? letter)

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
h3 { font-size: 1rem; margin: 1rem 0 0 }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem }
summary { cursor: pointer; padding: 0.25rem 0 }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent) }
pre { overflow-x: auto; padding: 0.5rem; background: color-mix(in srgb, currentColor 7%, transparent) }
`
