import type { TemplateContent } from '#shared/model/template.ts'

export type Attack = Pick<TemplateContent, 'language' | 'source' | 'format'>

const liquid = (source: string): Attack => ({ language: 'liquid', source, format: 'text' })
const script = (expression: string): Attack => ({
  language: 'javascript',
  source: `function transform(event) { return String(${expression}) }`,
  format: 'text',
})
const body = (statements: string): Attack => ({
  language: 'javascript',
  source: `function transform(event) { ${statements} }`,
  format: 'text',
})

const roots = ['data', 'event', '"x"', 'data.list', 'forloop', '1', 'true', 'data.text', 'metadata']
const ways = [
  'constructor',
  'constructor.constructor',
  '__proto__',
  '__proto__.constructor',
  'prototype',
  'toString',
  'valueOf',
  '["constructor"]["constructor"]',
  '__lookupGetter__',
]

/** Reaching for what hangs on every object of the host. */
const liquidReaches = roots.flatMap((root) =>
  ways.map((way) => liquid(`{{ ${root}${way.startsWith('[') ? '' : '.'}${way} }}`)),
)

const files = ['FILE', '../../FILE', 'file://FILE', '/etc/passwd', '/proc/self/environ']
const liquidFiles = files.flatMap((file) => [
  liquid(`{% include "${file}" %}`),
  liquid(`{% render "${file}" %}`),
  liquid(`{% layout "${file}" %}`),
])

const liquidWeight = [
  '{% for i in (1..999999999) %}x{% endfor %}',
  '{% for i in (1..3000) %}{% for j in (1..3000) %}{% for k in (1..3000) %}x{% endfor %}{% endfor %}{% endfor %}',
  '{% assign a = "aaaaaaaaaa" %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}{{ a }}',
  '{% assign a = "a,a" | split: "," %}{% for i in (1..99) %}{% assign a = a | concat: a %}{% endfor %}{{ a | size }}',
  '{{ "x" | ljust: 999999999 }}{% assign z = (1..99999999) %}{{ z | join }}',
  '{% capture a %}{% for i in (1..99999) %}xxxxxxxxxx{% endfor %}{% endcapture %}{% for i in (1..9999) %}{{ a }}{% endfor %}',
  `${'{% if true %}'.repeat(9_000)}${'{% endif %}'.repeat(9_000)}`,
  `{{ ${'data.'.repeat(30_000)}x }}`,
  `{{ "${'a'.repeat(50_000)}" ${'| append: "b" '.repeat(9_000)}}}`,
  `{% for i in (1..200000) %}{{ "<${'<'.repeat(5_000)}" | strip_html }}{% endfor %}`,
  `{% for i in (1..200000) %}{{ "${'a'.repeat(9_000)}" | replace: "a", "bb" }}{% endfor %}`,
  '{% for i in (1..99999999) %}{% cycle "a", "b" %}{% endfor %}',
  '{% for i in (1..999999) %}{{ "now" | date: "%Y%999999999d" }}{% endfor %}',
].map(liquid)

const globals = [
  'process',
  'process.env.CREEL_CANARY',
  'require',
  'require("node:fs").readFileSync("FILE", "utf8")',
  'globalThis.process?.env?.CREEL_CANARY',
  'import.meta.url',
  'module.exports',
  '__dirname',
  'Buffer.from("x")',
  'fetch("http://127.0.0.1/")',
  'XMLHttpRequest',
  'WebAssembly',
  'setTimeout(() => 1, 1)',
  'setImmediate',
  'queueMicrotask',
  'Worker',
  'SharedArrayBuffer && Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 9999)',
  'std.getenv("CREEL_CANARY")',
  'os.exec(["cat", "FILE"])',
  'bjs_print("x")',
  'print("x")',
  'scriptArgs',
  'performance.now()',
  'Deno',
  'Bun',
  'console.log("x")',
  'process.binding("fs")',
  'process.mainModule.require("child_process").execSync("cat FILE")',
]

const escapes = [
  'this',
  '(() => {})',
  'event',
  'Function',
  '[]',
  'parseXml',
  'toForm',
  '(async () => {})',
  '(function* () {})',
  'Symbol',
]
const scriptEscapes = escapes.flatMap((from) => [
  script(`${from}.constructor.constructor("return process")().env.CREEL_CANARY`),
  script(
    `${from}.constructor.constructor("return this.process.mainModule.require('fs').readFileSync('FILE', 'utf8')")()`,
  ),
  script(`${from}.constructor("return globalThis.process.env.CREEL_CANARY")()`),
])

const scriptImports = ['node:fs', 'fs', 'std', 'os', 'file://FILE', 'FILE', 'data:text/javascript,1'].flatMap(
  (name) => [
    body(`return import(${JSON.stringify(name)})`),
    { ...script('1'), source: `import x from ${JSON.stringify(name)}\nfunction transform() { return x }` },
  ],
)

const scriptWeight = [
  'for (;;);',
  'while (true) {}',
  'do {} while (true)',
  'return transform(event)',
  'const a = []; for (;;) a.push(new Array(1e5).fill(1))',
  'let s = "x"; for (;;) s += s',
  'const a = []; for (;;) a.push(new Uint8Array(1e7))',
  'const o = {}; let p = o; for (;;) { p.x = {}; p = p.x }',
  'return JSON.parse("[".repeat(1e6))',
  'return "x".repeat(2 ** 29)',
  'return Array.from({ length: 1e9 }).join("x")',
  'return new Array(2 ** 32 - 1).sort()',
  'const f = () => f(); return f()',
  'const g = function* () { yield* g() }; return [...g()]',
  'return [1].map(function f(x) { return [x].map(f) })',
  'return new Proxy({}, { get: function g() { return new Proxy({}, { get: g }).x } }).y',
  'return { toJSON() { for (;;); } }',
  'return { get x() { for (;;); } }',
  'let n = 2n; for (;;) n = n * n',
  'return parseXml("<a>".repeat(1e6))',
  'return toXml(Array.from({ length: 1e6 }, (_, i) => ({ i })))',
  'return parseForm("a=1&".repeat(1e6))',
  'return "a".repeat(50).match(/^(([a-z])+.)+[A-Z]([a-z])+$/)',
  'const p = Promise.resolve(); (function next() { p.then(next) })(); return "ok"',
  'Object.prototype.toJSON = function () { for (;;); }; return {}',
  'try { for (;;); } catch { for (;;); } finally { for (;;); }',
  'for (;;) { try { transform(event) } catch {} }',
  'return eval("for (;;);")',
  'return new Function("for (;;);")()',
].map(body)

const scriptPollution = [
  'Object.prototype.polluted = "yes"; return "ok"',
  'Array.prototype.push = () => { throw 1 }; return "ok"',
  'JSON.stringify = () => "owned"; return "ok"',
  'JSON.parse = () => ({}); return "ok"',
  'globalThis.transform = () => "other"; return "ok"',
  'Object.defineProperty(Object.prototype, "kind", { get: () => "skipped" }); return "ok"',
  'return { __proto__: { kind: "skipped" }, constructor: { prototype: { x: 1 } } }',
  'return JSON.parse(\'{"__proto__": {"polluted": "yes"}}\')',
].map(body)

/** Over two hundred attacks. `FILE` stands for a file with a secret; its letters and those of the environment must never come out. */
export const sandboxAttacks: readonly Attack[] = [
  ...liquidReaches,
  ...liquidFiles,
  ...liquidWeight,
  ...globals.map(script),
  ...scriptEscapes,
  ...scriptImports,
  ...scriptWeight,
  ...scriptPollution,
]
