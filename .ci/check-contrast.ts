import { readFileSync } from 'node:fs'
import { contrastPairs } from './contrast-pairs.ts'
import { contrast, isInGamut, readThemes, resolveColour } from './contrast.ts'
import { inRepository } from './repository.ts'

const themes = readThemes(readFileSync(inRepository('src-renderer/app/tokens.css'), 'utf8'))
const failures: string[] = []
let checked = 0

for (const [theme, tokens] of Object.entries(themes)) {
  for (const { front, back, minimum } of contrastPairs) {
    checked += 1
    const ratio = contrast(resolveColour(tokens, front), resolveColour(tokens, back))
    if (ratio < minimum) failures.push(`${theme}: ${front} on ${back} is ${ratio.toFixed(2)}, below ${minimum}`)
  }
  for (const [name, value] of Object.entries(tokens)) {
    const isOpaqueColour = value.startsWith('oklch') && !value.includes('/')
    if (isOpaqueColour && !isInGamut(value))
      failures.push(`${theme}: ${name} lies outside sRGB, screens would change it`)
  }
}

for (const failure of failures) console.error(failure)
console.log(`Contrast: ${checked} pairs checked, ${failures.length} failures.`)
process.exitCode = failures.length === 0 ? 0 : 1
