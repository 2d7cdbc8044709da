import type { Template } from 'liquidjs'
import { Liquid } from 'liquidjs'
import { maxTemplateLetters } from '#shared/rules/formats/limits.ts'
import { FilledIn, PayloadEmitter } from './payload-emitter.ts'
import { templateFilters } from './template-filters.ts'

/** Letters and items that a rendering may make. */
const memoryLimit = 5_000_000

/** What may stand in `{% %}`: nothing that reads another template. */
const allowedTags = new Set([
  'assign',
  'break',
  'capture',
  'case',
  'comment',
  'continue',
  'cycle',
  'decrement',
  'echo',
  'for',
  'if',
  'increment',
  'liquid',
  'raw',
  'unless',
  '#',
])

/** Liquid as Creel has it: no other templates, no files, own properties alone, everything filled in escaped. */
export function createLiquid(): Liquid {
  const liquid = new Liquid({
    cache: false,
    dynamicPartials: false,
    // With these in memory nothing is ever looked up on disk.
    templates: {},
    ownPropertyOnly: true,
    strictFilters: true,
    parseLimit: maxTemplateLetters,
    memoryLimit,
    outputEscape: (value: unknown) => new FilledIn(value) as unknown as string,
  })
  for (const name of Object.keys(liquid.tags)) if (!allowedTags.has(name)) delete liquid.tags[name]
  // `raw` would switch the escaping off.
  delete liquid.filters['raw']
  for (const [name, filter] of Object.entries(templateFilters)) liquid.registerFilter(name, filter)
  followPlaces(liquid)
  return liquid
}

/** Lets an emitter know which place of the source it is that writes. */
function followPlaces({ renderer }: Liquid): void {
  const render = renderer.renderTemplates.bind(renderer)
  renderer.renderTemplates = function* (templates, context, emitter) {
    if (!(emitter instanceof PayloadEmitter)) return yield* render(templates, context, emitter)
    for (const template of templates) {
      emitter.comesFrom(placeOf(template))
      yield* render([template], context, emitter)
      if (context.breakCalled || context.continueCalled) break
    }
    return emitter.buffer
  }
}

type PlacedToken = { begin: number; trimLeft?: number }

const placeOf = ({ token }: Template): number => {
  const { begin, trimLeft } = token as unknown as PlacedToken
  return begin + (typeof trimLeft === 'number' ? trimLeft : 0)
}
