/** The custom properties of one theme, by name. */
export type Tokens = Record<string, string>

/** Reads the light and the dark theme of a token file; the dark one changes what the light one says. */
export function readThemes(css: string): { light: Tokens; dark: Tokens } {
  const text = css.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const light = readBlock(text, /:root,\s*:root\[data-theme=["']light["']\]\s*\{/)
  return { light, dark: { ...light, ...readBlock(text, /(?:^|\})\s*:root\[data-theme=["']dark["']\]\s*\{/) } }
}

function readBlock(css: string, opening: RegExp): Tokens {
  const start = opening.exec(css)
  if (!start) throw new Error(`The token file has no block that matches ${opening.source}.`)
  const bodyStart = start.index + start[0].length
  const body = css.slice(bodyStart, css.indexOf('}', bodyStart))
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)].map(([, name, value]) => [name, value?.trim()]),
  )
}

/** The colour of a token, through `var(…)`. */
export function resolveColour(tokens: Tokens, name: string): string {
  const value = tokens[name]
  if (value === undefined) throw new Error(`The token ${name} is missing.`)
  const reference = /^var\((--[\w-]+)\)$/.exec(value)?.[1]
  return reference === undefined ? value : resolveColour(tokens, reference)
}

type Channels = [red: number, green: number, blue: number]

/** An `oklch(L C H)` colour as linear sRGB, unclipped. */
function toLinear(colour: string): Channels {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)/.exec(colour)
  if (!match) throw new Error(`Not an oklch colour: ${colour}`)
  const [lightness = 0, chroma = 0, degrees = 0] = match.slice(1).map(Number)
  const hue = (degrees * Math.PI) / 180
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ]
}

/** True when a screen can show the colour as it is. */
export const isInGamut = (colour: string): boolean =>
  toLinear(colour).every((channel) => channel > -0.003 && channel < 1.003)

// A screen shows 256 steps a channel, so the contrast is that of the nearest step.
function toScreen(channel: number): number {
  const clipped = Math.min(1, Math.max(0, channel))
  const encoded = clipped <= 0.0031308 ? 12.92 * clipped : 1.055 * clipped ** (1 / 2.4) - 0.055
  const step = Math.round(encoded * 255) / 255
  return step <= 0.04045 ? step / 12.92 : ((step + 0.055) / 1.055) ** 2.4
}

function luminance(colour: string): number {
  const [red, green, blue] = toLinear(colour)
  return 0.2126 * toScreen(red) + 0.7152 * toScreen(green) + 0.0722 * toScreen(blue)
}

/** The WCAG contrast of two oklch colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}
