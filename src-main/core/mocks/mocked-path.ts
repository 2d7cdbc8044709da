import type { ConditionRule } from '#shared/rules/condition.ts'

const parameter = /\{[^{}/]*\}/

/** Which requests a path of a document means. */
export function conditionOfPath(path: string, bases: readonly string[]): ConditionRule {
  if (parameter.test(path)) return { field: 'path', operator: 'matches', value: patternOf(path, bases) }
  const paths = bases.map((base) => `${base}${path}`)
  return paths.length === 1
    ? { field: 'path', operator: 'is', value: path }
    : { field: 'path', operator: 'isOneOf', value: paths }
}

function patternOf(path: string, bases: readonly string[]): string {
  const named = bases.filter((base) => base !== '').map(escape)
  const prefix = named.length === 0 ? '' : `(?:${named.join('|')})?`
  const parts = path.split(new RegExp(parameter, 'g')).map(escape)
  return `^${prefix}${parts.join('[^/]+')}$`
}

const escape = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** Sorts paths so that what is written out comes before a parameter at the same place: /pets/mine before /pets/{id}. */
export function comparePaths(one: string, other: string): number {
  const [left, right] = [one.split('/'), other.split('/')]
  for (const [index, part] of left.entries()) {
    const against = right[index]
    if (against === undefined) return 1
    if (parameter.test(part) !== parameter.test(against)) return parameter.test(part) ? 1 : -1
  }
  return left.length - right.length
}
