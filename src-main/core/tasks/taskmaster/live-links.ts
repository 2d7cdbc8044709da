import type { StoredLink } from '#main/core/database/stores/taskmaster-store.ts'
import { listLiveLinks, listProjectsOfTasks } from '#main/core/database/stores/taskmaster-store.ts'
import type { Feed } from '#main/core/feed/feed.ts'
import type { Log } from '#main/core/ports.ts'
import type { LinkRunner, LinkState } from './link-runner.ts'
import { createLinkRunner } from './link-runner.ts'
import type { SyncParts } from './sync-link.ts'

/** The links that are in force, each kept in sync. */
export type LiveLinks = {
  /** Keeps a link in sync from now on, and syncs it now. */
  run: (link: StoredLink) => Promise<void>
  stateOf: (id: string) => LinkState | undefined
  end: (id: string) => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}

export type LiveLinksParts = SyncParts & { log: Log; feed: Feed }

export function createLiveLinks(parts: LiveLinksParts): LiveLinks {
  const { db, feed, log } = parts
  const live = new Map<string, { link: StoredLink; runner: LinkRunner }>()
  let unsubscribe = (): void => {}

  const changed = (id: string): void => feed.publish({ kind: 'taskmaster.changed', data: { id } })
  const begin = (link: StoredLink): LinkRunner => {
    const known = live.get(link.id)
    if (known) return known.runner
    const runner = createLinkRunner({ ...parts, changed: () => changed(link.id) }, link)
    live.set(link.id, { link, runner })
    return runner
  }
  const askFor = async (taskIds: readonly string[] | null): Promise<void> => {
    const projects = taskIds === null ? null : new Set(await listProjectsOfTasks(db, taskIds))
    for (const { link, runner } of live.values()) if (projects?.has(link.projectId) ?? true) runner.ask()
  }
  const missed = (error: unknown): void => log.warn('taskmaster.change-missed', { error: String(error) })

  return {
    async run(link) {
      await begin(link).run()
      changed(link.id)
    },
    stateOf: (id) => live.get(id)?.runner.state(),
    async end(id) {
      const ended = live.get(id)
      live.delete(id)
      await ended?.runner.stop()
      changed(id)
    },
    async start() {
      for (const link of await listLiveLinks(db)) begin(link).ask()
      unsubscribe = feed.subscribe(null, ({ kind, data }) => {
        if (kind === 'tasks.changed' && data.ids?.length !== 0 && live.size > 0) askFor(data.ids).catch(missed)
      })
    },
    async stop() {
      unsubscribe()
      await Promise.all([...live.values()].map(({ runner }) => runner.stop()))
      live.clear()
    },
  }
}
