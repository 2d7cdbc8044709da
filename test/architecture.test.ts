import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'

/** What any screen may be built of. */
const interfaceKit = ['react', 'react-dom', '@base-ui/', '@tanstack/', 'zustand', 'lucide-react', 'tinykeys']

/** Who may import whom. A file is judged by the longest entry that it lies in, and may always import inside of that. */
const mayImport: Record<string, readonly string[]> = {
  'src-shared': ['zod'],

  'src-main/core': [
    'src-shared',
    'src-main/providers',
    'kysely',
    'better-sqlite3',
    're2js',
    '@bufbuild/cel',
    'yaml',
    'ajv',
    'diff',
    'ulid',
    'node:',
  ],
  'src-main/providers': ['src-shared', 'src-main/core', 'node:'],
  'src-main/receiver': ['src-shared', 'src-main/core', 'src-main/port-in-use.ts', 'fastify', 'node:'],
  'src-main/control': [
    'src-shared',
    'src-main/core',
    'src-main/port-in-use.ts',
    'fastify',
    '@fastify/',
    'zod',
    'node:',
  ],
  'src-main/host': ['src-shared', 'src-main/core', 'undici', 'localtunnel', '@modelcontextprotocol/client', 'node:'],
  'src-main/host/sandbox': [
    'src-shared',
    'src-main/core',
    'src-main/providers/currency.ts',
    'liquidjs',
    'quickjs-emscripten-core',
    '@jitl/',
    'node:worker_threads',
  ],
  'src-main/service.ts': ['src-shared', 'src-main', 'node:'],
  'src-main/port-in-use.ts': ['src-shared', 'node:'],
  'src-main/connect': ['src-shared', 'undici', 'env-paths', 'eventsource-parser', 'zod', 'node:'],
  'src-main/server': [
    'src-shared',
    'src-main/connect',
    'src-main/service.ts',
    'src-main/core/ports.ts',
    'commander',
    'zod',
    'node:',
  ],
  'src-main/desktop': [
    'src-shared',
    'src-main/connect',
    'src-main/server',
    'src-main/service.ts',
    'src-main/host/clock.ts',
    'commander',
    'electron',
    'node:',
  ],
  'src-main/cli': [
    'src-shared',
    'src-main/connect',
    'src-main/server',
    'src-main/host/is-listening.ts',
    'commander',
    'zod',
    'node:',
  ],

  'src-renderer/app': ['src-shared', 'src-renderer', '@fontsource-variable/', 'zod', ...interfaceKit],
  'src-renderer/data': ['src-shared', 'react', '@tanstack/', 'zustand', 'eventsource-parser', 'zod'],
  'src-renderer/parts': ['src-shared', 'react-resizable-panels', 'monaco-editor', ...interfaceKit],
  'src-renderer/features': ['src-shared', 'src-renderer/data', 'src-renderer/parts', 'zod', ...interfaceKit],
}

/** Packages that one place alone knows. */
const onlyIn: Record<string, string> = {
  'monaco-editor': 'src-renderer/parts/code-editor',
  'better-sqlite3': 'src-main/core/database',
  electron: 'src-main/desktop',
  ajv: 'src-main/core/events/json-schema.ts',
  liquidjs: 'src-main/host/sandbox',
  'quickjs-emscripten-core': 'src-main/host/sandbox/run-transform.ts',
  '@bufbuild/cel': 'src-main/core/rules/cel.ts',
  diff: 'src-main/core/requests/compare-lines.ts',
  yaml: 'src-main/core/configuration',
  '@modelcontextprotocol/client': 'src-main/host/tools',
}

const worlds: Record<string, string> = {
  '#shared/': 'src-shared/',
  '#main/': 'src-main/',
  '#renderer/': 'src-renderer/',
  '#test/': 'test/',
  '#ci/': '.ci/',
}

const importPattern =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*\s{},$]+?\s+from\s+)?'([^']+)'|\bimport\('([^']+)'\)/g

type Import = { file: string; written: string; target: string }

function targetOf(file: string, written: string): string {
  if (written.startsWith('.')) return posix.join(posix.dirname(file), written)
  const prefix = Object.keys(worlds).find((start) => written.startsWith(start))
  return prefix === undefined ? written : `${worlds[prefix]}${written.slice(prefix.length)}`
}

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, 'utf8').matchAll(importPattern)].map((match) => {
    const written = match[1] ?? match[2] ?? ''
    return { file, written, target: targetOf(file, written) }
  })

const isBelow = (path: string, start: string): boolean =>
  path === start || path.startsWith(start.endsWith('/') || start.endsWith(':') ? start : `${start}/`)

const sources = globSync('{src-*,test,.ci}/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'))
const imports = sources.flatMap(importsOf)

const folderOf = (file: string): string | undefined =>
  Object.keys(mayImport)
    .filter((folder) => isBelow(file, folder))
    .toSorted((a, b) => b.length - a.length)[0]

const told = ({ file, written }: Import): string => `${file} imports ${written}`

describe('who may import whom', () => {
  test.each(Object.entries(mayImport))('%s imports only what it may', (folder, allowed) => {
    const forbidden = imports
      .filter(({ file }) => folderOf(file) === folder)
      .filter(({ target }) => ![folder, ...allowed].some((start) => isBelow(target, start)))
    expect(forbidden.map(told)).toEqual([])
  })

  test('every source has a place in the table', () => {
    const homeless = sources.filter((file) => file.startsWith('src-') && folderOf(file) === undefined)
    expect(homeless).toEqual([])
  })

  test.each(Object.entries(onlyIn))('%s is known only in %s', (name, place) => {
    const elsewhere = imports.filter(
      ({ file, target }) => file.startsWith('src-') && isBelow(target, name) && !file.startsWith(place),
    )
    expect(elsewhere.map(told)).toEqual([])
  })

  test('a feature imports no other feature', () => {
    const featureOf = (path: string): string | undefined => /^src-renderer\/features\/([^/]+)\//.exec(path)?.[1]
    const between = imports.filter(({ file, target }) => {
      const [from, to] = [featureOf(file), featureOf(target)]
      return from !== undefined && to !== undefined && from !== to
    })
    expect(between.map(told)).toEqual([])
  })

  test('only src-renderer/data calls the client of the contract', () => {
    const callers = imports.filter(
      ({ file, target }) =>
        target === 'src-shared/contract/client.ts' &&
        file.startsWith('src-renderer/') &&
        !file.startsWith('src-renderer/data/'),
    )
    expect(callers.map(told)).toEqual([])
  })
})

describe('how imports are written', () => {
  test('nothing climbs with ../', () => {
    expect(imports.filter(({ written }) => written.startsWith('../')).map(told)).toEqual([])
  })

  test('our own files are named with their extension', () => {
    const bare = imports.filter(
      ({ written }) => /^[#.]/.test(written) && !/\.(tsx?|css|svg|json)(\?[\w&]+)?$/.test(written),
    )
    expect(bare.map(told)).toEqual([])
  })
})

test('a class of the style sheets is at home in one file, so that no screen changes another', () => {
  const homes = new Map<string, Set<string>>()
  for (const file of globSync('src-renderer/**/*.css')) {
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^\.([\w-]+)(?=\s*[,{])/gm)) {
      homes.set(name, (homes.get(name) ?? new Set()).add(file))
    }
  }
  expect(homes.size).toBeGreaterThan(100)
  expect([...homes].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual([])
})
