import type { InputOf } from '#shared/contract/operations.ts'
import { AppError } from '#shared/contract/problem.ts'
import type { Delivery } from '#shared/model/delivery.ts'
import type { Replay } from '#shared/model/replay.ts'
import { findReplay, listReplays } from '#main/core/database/stores/replay-store.ts'
import { findBody } from '#main/core/database/stores/request-store.ts'
import type { RequestEdits } from '#main/core/replays/edit-request.ts'
import type { ReplaySubject, ReplayWishes } from '#main/core/replays/prepare-replay.ts'
import { prepareReplay, tellReplayOptions } from '#main/core/replays/prepare-replay.ts'
import { toReplay } from '#main/core/replays/to-replay.ts'
import { capturedOf } from '#main/core/requests/stored-request.ts'
import { detectProvider } from '#main/providers/providers.ts'
import { ProviderName } from '#shared/model/provider.ts'
import type { Handlers } from './handlers.ts'
import type { RequestsParts } from './requests-parts.ts'
import { eachSlice, requireRequest } from './requests-parts.ts'

/** So many requests are replayed together at most: each is sent, and what came back is kept. */
const manyAtMost = 10_000

type ReplaysHandlers = Pick<
  Handlers,
  'requests.replayOptions' | 'requests.replay' | 'requests.replayMany' | Extract<keyof Handlers, `replays.${string}`>
>

export function replaysHandlers(parts: RequestsParts): ReplaysHandlers {
  const { readers, manyReplayer } = parts
  const show = async (workspaceId: string, id: string): Promise<Replay> => {
    const stored = await findReplay(readers.quick, workspaceId, id)
    if (!stored) throw new AppError('replay-not-found', `No replay of many requests has the id ${id}.`)
    return toReplay(stored)
  }

  return {
    'requests.replayOptions': async ({ id }, { workspaceId }) => {
      const { targetUrl, ...subject } = await findSubject(parts, workspaceId, id)
      return tellReplayOptions({ ...subject, targetUrl: targetUrl ?? '' }, targetUrl)
    },
    'requests.replay': async ({ wait, ...input }, { workspaceId }) => {
      const { started, ended } = await replayOne(parts, workspaceId, input.id, {
        url: input.url,
        resign: input.resign,
        eventId: input.eventId,
        edits: editsOf(input),
      })
      return wait ? ended : started
    },
    'requests.replayMany': async ({ url, resign, eventId, pace, dryRun, ...which }, { workspaceId, signal }) => {
      const requestIds = await listIds(parts, workspaceId, which, signal)
      if (dryRun) return { count: requestIds.length, replay: null }
      const replay = await manyReplayer.start({
        workspaceId,
        requestIds,
        targetUrl: url ?? null,
        pace,
        replayOne: async (id) => {
          const { ended } = await replayOne(parts, workspaceId, id, { url, resign, eventId, edits: {} })
          return (await ended).state === 'delivered' ? 'delivered' : 'failed'
        },
      })
      return { count: requestIds.length, replay }
    },
    'replays.list': async ({ limit, cursor }, { workspaceId }) => {
      const rows = await listReplays(readers.quick, workspaceId, { beforeId: cursor ?? null, limit })
      return { items: rows.map(toReplay), nextCursor: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    'replays.get': async ({ id }, { workspaceId }) => show(workspaceId, id),
    'replays.cancel': async ({ id }, { workspaceId }) => {
      await show(workspaceId, id)
      await manyReplayer.cancel(id)
      return show(workspaceId, id)
    },
  }
}

type OneWishes = ReplayWishes & { url: string | undefined }

async function replayOne(
  parts: RequestsParts,
  workspaceId: string,
  requestId: string,
  { url, ...wishes }: OneWishes,
): Promise<{ started: Delivery; ended: Promise<Delivery> }> {
  const subject = await findSubject(parts, workspaceId, requestId)
  const targetUrl = url ?? subject.targetUrl
  if (!targetUrl) {
    throw new AppError(
      'bad-input',
      'There is nowhere to send it: this source has no target. Give a url, or set the target on the source.',
    )
  }
  const plan = prepareReplay({ ...subject, targetUrl }, wishes, parts.random)
  return parts.replayer.replay({ workspaceId, requestId, plan })
}

async function findSubject(
  parts: RequestsParts,
  workspaceId: string,
  requestId: string,
): Promise<Omit<ReplaySubject, 'targetUrl'> & { targetUrl: string | null }> {
  const stored = await requireRequest(parts, workspaceId, requestId)
  const captured = capturedOf(stored, await findBody(parts.readers.quick, stored.seq))
  const source = parts.registry.byId(stored.sourceId)
  const known = ProviderName.nullable().catch(null).parse(stored.provider)
  return {
    state: stored.state,
    captured,
    targetUrl: source?.settings.targetUrl ?? null,
    how: {
      provider: source?.settings.provider ?? known ?? detectProvider(captured),
      scheme: source?.settings.hmac ?? null,
      canonicalUrl: source?.settings.canonicalUrl ?? null,
      secrets: source?.secrets ?? [],
      atSeconds: Math.floor(parts.clock.now() / 1000),
    },
  }
}

function editsOf({ method, path, headers, body, bodyBase64 }: Omit<InputOf<'requests.replay'>, 'wait'>): RequestEdits {
  if (body !== undefined && bodyBase64 !== undefined) {
    throw new AppError('bad-input', 'Give the body once: as text in body, or as bytes in bodyBase64.')
  }
  const text = body ?? bodyBase64
  const bytes = text === undefined ? undefined : Buffer.from(text, body === undefined ? 'base64' : 'utf8')
  return { method, path, headers, body: bytes }
}

type Which = Parameters<typeof eachSlice>[2]

/** The ids that are named or found, oldest first. */
async function listIds(
  parts: RequestsParts,
  workspaceId: string,
  which: Which,
  signal: AbortSignal,
): Promise<string[]> {
  const rows: { seq: number; id: string }[] = []
  for await (const some of eachSlice(parts, workspaceId, which, signal)) {
    rows.push(...some)
    if (rows.length > manyAtMost) {
      throw new AppError(
        'bad-input',
        `The filter finds more than ${manyAtMost.toLocaleString('en-US')} requests, which is the most that is replayed together. Narrow it, for example with after: and before:.`,
      )
    }
  }
  return rows.toSorted((one, other) => one.seq - other.seq).map(({ id }) => id)
}
