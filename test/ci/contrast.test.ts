import { expect, test } from 'vitest'
import { contrast, isInGamut, readThemes, resolveColour } from '#ci/contrast.ts'

const css = `
  /* :root { --ink: nonsense; } */
  :root, :root[data-theme="light"] { --ink: oklch(0 0 0); --paper: oklch(1 0 0); --text: var(--ink); }
  :root[data-theme="dark"] { --ink: oklch(0.9 0 0); }
  @media (prefers-contrast: more) { :root[data-theme="dark"] { --ink: oklch(1 0 0); } }
`

test('the dark theme changes what the light theme says', () => {
  const { light, dark } = readThemes(css)
  expect(resolveColour(light, '--text')).toBe('oklch(0 0 0)')
  expect(resolveColour(dark, '--text')).toBe('oklch(0.9 0 0)')
  expect(resolveColour(dark, '--paper')).toBe('oklch(1 0 0)')
})

test('black on white is as much contrast as there is, whichever is in front', () => {
  expect(contrast('oklch(0 0 0)', 'oklch(1 0 0)')).toBeCloseTo(21)
  expect(contrast('oklch(1 0 0)', 'oklch(0 0 0)')).toBeCloseTo(21)
})

test('a colour that no screen can show is known', () => {
  expect(isInGamut('oklch(0.5 0.05 240)')).toBe(true)
  expect(isInGamut('oklch(0.5 0.4 240)')).toBe(false)
})

test('a token that is missing is named', () => {
  expect(() => resolveColour({}, '--ink')).toThrow('The token --ink is missing.')
})
