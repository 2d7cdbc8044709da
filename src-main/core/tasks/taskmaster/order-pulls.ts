import type { Pull } from './planning.ts'

type Created = Extract<Pull, { kind: 'create' }>

/** Those first that make room for others: what is gone leaves its key, then new keys, then new tasks, what they hang on before them. */
export function orderPulls(pulls: readonly Pull[]): Pull[] {
  const isRename = (pull: Pull): boolean => pull.kind === 'change' && Object.keys(pull.changes).length === 0
  const deleted = pulls.filter((pull) => pull.kind === 'delete')
  const created = pulls.filter((pull) => pull.kind === 'create')
  const others = pulls.filter((pull) => pull.kind !== 'delete' && pull.kind !== 'create' && !isRename(pull))
  return [...deleted, ...pulls.filter(isRename), ...neededFirst(created), ...others]
}

function neededFirst(created: readonly Created[]): Created[] {
  const waiting = new Map(created.map((pull) => [pull.base.key, pull]))
  const ordered: Created[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter((pull) => neededBy(pull).every((key) => !waiting.has(key)))
    // In a circle: the first goes without what it waits for.
    const [first] = waiting.values()
    for (const pull of free.length > 0 ? free : first ? [first] : []) {
      ordered.push(pull)
      waiting.delete(pull.base.key)
    }
  }
  return ordered
}

const neededBy = ({ base, parentKey }: Created): string[] =>
  parentKey === null ? base.creel.dependencies : [parentKey, ...base.creel.dependencies]
