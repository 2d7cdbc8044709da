import { Pause, Play } from 'lucide-react'
import type { ReactElement } from 'react'
import { togglePause, useLive } from '#renderer/data/live.ts'
import { useCommands } from '#renderer/parts/commands/commands.ts'

/** Stops and resumes the list, and tells how much arrives. */
export function LiveButton(): ReactElement {
  const { isPaused, perMinute } = useLive()
  const Icon = isPaused ? Play : Pause
  const action = isPaused ? 'Resume live updates' : 'Pause live updates'
  useCommands([{ id: 'pause', title: action, icon: Icon, group: 'This list', keys: 'p', run: togglePause }])
  return (
    <button type="button" className="live" aria-label={action} title={action} onClick={togglePause}>
      <Icon className="i s" aria-hidden="true" />
      {isPaused ? 'Paused' : 'Live'}
      {perMinute > 0 && <span className="dim hide-n">{perMinute}/min</span>}
    </button>
  )
}
