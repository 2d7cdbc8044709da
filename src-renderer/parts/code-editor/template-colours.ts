import { languages } from 'monaco-editor/editor'

const liquid = [
  [/\{%-?/, { token: 'keyword', next: '@tag' }],
  [/\{\{-?/, { token: 'variable', next: '@output' }],
] as const

/** Colours Liquid in JSON, and Liquid in anything else. */
export function registerTemplates(): void {
  for (const id of ['liquid-json', 'liquid-text']) {
    languages.register({ id })
    languages.setLanguageConfiguration(id, {
      brackets: [
        ['{', '}'],
        ['[', ']'],
      ],
      wordPattern: /[\w.]+/,
    })
    languages.setMonarchTokensProvider(id, {
      tokenPostfix: '',
      tokenizer: {
        root: id === 'liquid-json' ? [...jsonRules()] : [...liquidRules()],
        string: [
          ...liquidRules(),
          [/[^"\\{]+/, 'string'],
          [/\\./, 'string'],
          [/"/, { token: 'string', next: '@pop' }],
          [/\{/, 'string'],
        ],
        output: [
          [/-?\}\}/, { token: 'variable', next: '@pop' }],
          [/[^}]+|\}/, 'variable'],
        ],
        tag: [
          [/-?%\}/, { token: 'keyword', next: '@pop' }],
          [/[^%]+|%/, 'keyword'],
        ],
      },
    })
  }
}

const liquidRules = (): languages.IMonarchLanguageRule[] => liquid.map(([pattern, action]) => [pattern, action])

const jsonRules = (): languages.IMonarchLanguageRule[] => [
  ...liquidRules(),
  [/"(?:[^"\\{]|\\.)*"(?=\s*:)/, 'string.key'],
  [/"/, { token: 'string', next: '@string' }],
  [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
  [/true|false|null/, 'keyword'],
  [/[{}[\],:]/, 'delimiter'],
]
