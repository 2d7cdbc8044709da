import type { ReactElement } from 'react'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { Forwarding } from '#shared/model/forwarding.ts'
import type { ForwardingMode } from '#shared/model/forwarding.ts'
import type { Source } from '#shared/model/source.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs, toLines, toNumber } from '#renderer/parts/reading.ts'
import { SettingGroup } from './setting-group.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { useSetting } from './use-setting.ts'

const modes: { value: ForwardingMode; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'forward', label: 'Forward' },
  { value: 'relay', label: 'Relay' },
]

const modeWords: Record<ForwardingMode, string> = {
  off: 'Requests stay here. Replay sends one on by hand.',
  forward: 'The sender gets this source’s answer at once; the apps get each request after it, in order.',
  relay:
    'The sender gets the answer of the first app. Where that does not come in time it gets this source’s answer, and the late one is recorded.',
}

const readTargets = readAs(
  Forwarding.shape.targets,
  'Each line is an http or https address; ten are the most.',
  toLines,
)
const readLimit = readAs(Forwarding.shape.limitMs, 'The limit is 0.5 to 55 seconds.', (text) =>
  Math.round(toNumber(text) * 1000),
)

/** Which apps get the requests, and whether senders wait for them. */
export function ForwardingSection({ source }: { source: Source }): ReactElement {
  const { value, save, error } = useSetting(source, 'forwarding')
  return (
    <SettingGroup
      title="Send on to your app"
      about="While an app is away its requests wait, and reach it in order when it is back. Taking an app away cancels what it was owed."
    >
      <div className="field">
        <SegmentedControl
          label="Forwarding"
          options={modes}
          value={value.mode}
          onChange={(mode) => save({ ...value, mode })}
        />
        <p className="hint">{modeWords[value.mode]}</p>
        {value.mode !== 'off' && value.targets.length === 0 && (
          <p className="warn">Nothing is sent on until an app is named below.</p>
        )}
      </div>
      <DraftField
        mono
        lines={2}
        label="Apps that get every request"
        hint="By themselves, as long as forwarding is on. One address on a line; the path and the query are put behind it."
        placeholder="http://localhost:3000/webhooks"
        text={value.targets.join('\n')}
        read={readTargets}
        onSave={(targets, onDone) => save({ ...value, targets }, onDone)}
        error={errorAt(error, 'forwarding.targets')}
      />
      {value.mode === 'relay' && (
        <DraftField
          isNumber
          label="Senders wait at most (seconds)"
          hint="Providers give up after 3 to 30 seconds; stay below theirs."
          text={String(value.limitMs / 1000)}
          read={readLimit}
          onSave={(limitMs, onDone) => save({ ...value, limitMs }, onDone)}
          error={errorAt(error, 'forwarding.limitMs')}
        />
      )}
    </SettingGroup>
  )
}
