import type { BenchEntry, BenchOptions } from '#test/bench/bench-entry.ts'
import { load } from '#test/bench/measure/load.ts'
import { jsonBody, plainHeaders } from '#test/bench/measure/payload.ts'
import type { Result } from '#test/bench/result.ts'
import { resultOf } from '#test/bench/result.ts'
import type { RunningCreel } from '#test/bench/servers/creel.ts'
import { startCreel } from '#test/bench/servers/creel.ts'
import { median } from '#test/bench/statistics.ts'
import { contentOfBuiltIn } from '#shared/templates/built-in.ts'
import { builtInById } from '#shared/templates/built-ins.ts'
import type { CatastrophicPattern } from '#test/support/catastrophic-patterns.ts'
import { catastrophicPatterns } from '#test/support/catastrophic-patterns.ts'
import { sandboxAttacks } from '#test/support/sandbox-attacks.ts'
import { renderJob } from '#test/support/template-events.ts'
import { testSandbox } from '#test/support/test-sandbox.ts'

const rendersGoal = { floor: 1_000, goal: 5_000, better: 'higher', unit: '/s' } as const
const ratioGoal = { floor: 0.4, goal: 0.7, better: 'higher', unit: '' } as const
// Issue 5: "each killed within 500 ms".
const killGoal = { floor: 500, goal: 350, better: 'lower', unit: 'ms' } as const
const patternAttack = ({ pattern, text }: CatastrophicPattern) => ({
  language: 'javascript' as const,
  source: `const transform = () => new RegExp(${JSON.stringify(pattern)}).test(${JSON.stringify(text)})`,
})
const attacks = [...sandboxAttacks, ...catastrophicPatterns.map(patternAttack)]
const atOnce = 50
const connections = 16
const attack = 'function transform() { for (;;); }'

/** Templates rendered in a second, and what is left of the receiver while the sandbox is attacked without a pause. */
export const sandbox: BenchEntry = async (options) => [
  await measureRenders(options),
  await measureKills(),
  await measureAttack(options),
]

async function measureRenders({ rounds, sliceSeconds }: BenchOptions): Promise<Result> {
  await using running = testSandbox()
  const slack = builtInById('tpl_slack')
  if (!slack) throw new Error('There is no template of Slack.')
  const job = renderJob(contentOfBuiltIn(slack))
  await running.run('warm', job)
  const perSecond: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const endsAt = performance.now() + sliceSeconds * 1000
    let rendered = 0
    for (; performance.now() < endsAt; rendered += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, () => running.run('one', job)))
    }
    perSecond.push(rendered / sliceSeconds)
  }
  const name = { id: 'P16', what: 'templates rendered in the sandbox, Slack blocks' }
  return resultOf(name, rendersGoal, median(perSecond), [`${atOnce} at once, the thread and its messages included.`])
}

/** Each attack alone, on a thread that waits for it: a machine that does nothing else is what this is for. */
async function measureKills(): Promise<Result> {
  await using running = testSandbox()
  let slowestMs = 0
  for (const attack of attacks) {
    await running.run('warm', renderJob({ source: 'const transform = () => 1', language: 'javascript' }))
    const startedAt = performance.now()
    await running.run('attacker', renderJob(attack))
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
  }
  const name = { id: 'P16', what: `slowest end of ${attacks.length} attacks in the sandbox` }
  return resultOf(name, killGoal, slowestMs, [`${running.lost.length} took their thread with them.`])
}

async function measureAttack({ rounds, sliceSeconds }: BenchOptions): Promise<Result> {
  await using creel = await startCreel()
  const given = { connections, seconds: sliceSeconds, headers: plainHeaders, body: jsonBody(1_000) }
  const ratios: number[] = []
  let attackCount = 0
  for (let round = 0; round < rounds; round += 1) {
    const calm = await load(creel.url, given)
    const attacking = new AbortController()
    const attacked = attackWithoutPause(creel, attacking.signal)
    const busy = await load(creel.url, given)
    attacking.abort()
    attackCount += await attacked
    ratios.push(busy.perSecond / calm.perSecond)
  }
  const name = { id: 'P16', what: 'receiver while the sandbox is attacked, of what it does otherwise' }
  return resultOf(name, ratioGoal, median(ratios), [`${attackCount} transforms that never end, one after another.`])
}

async function attackWithoutPause({ controlUrl, token }: RunningCreel, signal: AbortSignal): Promise<number> {
  const body = JSON.stringify({ language: 'javascript', source: attack, event: {} })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  let attackCount = 0
  for (; !signal.aborted; attackCount += 1) {
    const answer = await fetch(`${controlUrl}/api/v1/templates/preview`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`The attack was answered ${answer.status}.`)
    await answer.arrayBuffer()
  }
  return attackCount
}
