import { useEffect, useState } from 'react'
import type { ReactElement } from 'react'
import type { ManyToReplay } from '#renderer/data/queries/replays.ts'
import { useReplayMany } from '#renderer/data/queries/replays.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { Field, Input } from '#renderer/parts/field.tsx'
import { formatCount } from '#renderer/parts/format-bytes.ts'
import { Switch } from '#renderer/parts/switch.tsx'
import { AskTarget } from './ask-target.tsx'
import type { TargetChoice } from './use-target.ts'
import { useTarget } from './use-target.ts'

const usualPace = '5'

/** Counts what is to be replayed, then asks where to and how fast. */
export const ReplayManyDialog = ({
  many,
  onClose,
}: {
  many: ManyToReplay | null
  onClose: () => void
}): ReactElement => (
  <Dialog open={many !== null} onClose={onClose} title="Replay many">
    {many && <ManyForm many={many} onClose={onClose} />}
  </Dialog>
)

function ManyForm({ many, onClose }: { many: ManyToReplay; onClose: () => void }): ReactElement {
  const counting = useReplayMany()
  const starting = useReplayMany()
  const [how, setHow] = useState({ pace: usualPace, resign: false, keepsId: true })
  const [paceMistake, setPaceMistake] = useState<string | null>(null)
  const { mutate: count } = counting
  useEffect(() => count({ ...many, dryRun: true }), [many, count])

  const target = useTarget(null, (url) => {
    const { pace, resign, keepsId } = how
    const eventId = keepsId ? 'keep' : 'renew'
    starting.mutate({ ...many, url, resign, eventId, pace: Number(pace) }, { onSuccess: onClose })
  })
  const submit = (): void => {
    const mistake = mistakeOfPace(how.pace)
    setPaceMistake(mistake)
    if (mistake === null && !starting.isPending) target.submit()
  }
  const found = counting.data?.count
  const failure = counting.error ?? starting.error
  return (
    <form
      noValidate
      className="many-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <p>{countWords(many, found)}</p>
      <TargetField target={target} />
      <HowFields how={how} paceMistake={paceMistake} onChange={setHow} />
      {failure && <ErrorBox title="Nothing is replayed" error={failure} />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={!found} aria-disabled={starting.isPending}>
          {found ? `Replay ${formatCount(found)}` : 'Replay'}
        </Button>
      </DialogActions>
      <AskTarget url={target.askedUrl} onSend={target.allow} onClose={target.forbid} />
    </form>
  )
}

const TargetField = ({ target }: { target: TargetChoice }): ReactElement => (
  <>
    <Field label="Target" error={target.error}>
      {(control) => (
        <Input
          {...control}
          mono
          type="url"
          list="many-targets"
          placeholder="http://localhost:3000/webhooks"
          value={target.url}
          onChange={(event) => target.change(event.target.value)}
        />
      )}
    </Field>
    <datalist id="many-targets">
      {target.known.map((url) => (
        <option key={url}>{url}</option>
      ))}
    </datalist>
  </>
)

type How = { pace: string; resign: boolean; keepsId: boolean }

const HowFields = ({
  how,
  paceMistake,
  onChange,
}: {
  how: How
  paceMistake: string | null
  onChange: (how: How) => void
}): ReactElement => (
  <>
    <Field label="Pace" error={paceMistake} hint="At most so many a second, one at a time, the oldest first.">
      {(control) => (
        <Input
          {...control}
          inputMode="decimal"
          value={how.pace}
          onChange={(event) => onChange({ ...how, pace: event.target.value })}
        />
      )}
    </Field>
    <Switch checked={how.resign} onChange={(resign) => onChange({ ...how, resign })}>
      Re-sign with current secrets
    </Switch>
    <Switch checked={how.keepsId} onChange={(keepsId) => onChange({ ...how, keepsId })}>
      Keep original event ids
    </Switch>
  </>
)

function countWords(many: ManyToReplay, found: number | undefined): string {
  if (found === undefined) return 'Counting'
  const requests = `${formatCount(found)} ${found === 1 ? 'request' : 'requests'}`
  return 'q' in many ? `The filter ${many.q} finds ${requests}.` : `${requests} selected.`
}

function mistakeOfPace(text: string): string | null {
  const pace = Number(text)
  return text.trim() !== '' && pace >= 0.01 && pace <= 100 ? null : 'A pace is a number from 0.01 to 100.'
}
