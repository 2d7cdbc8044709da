import type { BenchEntry } from '#test/bench/bench-entry.ts'
import { blackHole } from './black-hole.ts'
import { deliveries, endToEnd } from './deliveries.ts'
import { receiveAndPlan, receiveLarge, receiveSmall } from './durable-receive.ts'
import { fanOut } from './fan-out.ts'
import { fullText } from './full-text.ts'
import { groupCommit } from './group-commit.ts'
import { growth } from './growth.ts'
import { idle } from './idle.ts'
import { interfaceEntry } from './interface.ts'
import { latency } from './latency.ts'
import { lateness } from './lateness.ts'
import { againstPeers } from './peers.ts'
import { startUp } from './start-up.ts'
import { sandbox } from './sandbox.ts'
import { throughTriggers } from './through-triggers.ts'

/** What `npm run bench` measures, by the numbers of the goals. */
export const entries: Record<string, BenchEntry> = {
  P1: receiveSmall,
  P2: receiveAndPlan,
  P3: receiveLarge,
  P4: groupCommit,
  P5: againstPeers,
  P6: deliveries,
  P7: endToEnd,
  P8: latency,
  P9: growth,
  P10: fullText,
  P11: lateness,
  P12: fanOut,
  P13: startUp,
  P14: idle,
  P15: interfaceEntry,
  P16: sandbox,
  P17: throughTriggers,
  P18: blackHole,
}
