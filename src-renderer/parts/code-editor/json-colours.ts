import { languages } from 'monaco-editor/editor'

/** Colours JSON. Monaco's own JSON support brings a language server of 1.3 MB, and bodies are checked by our own code. */
export function registerJson(): void {
  languages.register({ id: 'json' })
  languages.setLanguageConfiguration('json', {
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
  })
  languages.setMonarchTokensProvider('json', {
    tokenPostfix: '',
    tokenizer: {
      root: [
        [/"(?:[^"\\]|\\.)*"(?=\s*:)/, 'string.key'],
        [/"(?:[^"\\]|\\.)*"?/, 'string'],
        [/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/, 'number'],
        [/true|false|null/, 'keyword'],
        [/[{}[\],:]/, 'delimiter'],
      ],
    },
  })
}
