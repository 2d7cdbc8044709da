import { SendHorizontal } from 'lucide-react'
import { useId } from 'react'
import type { ReactElement, ReactNode } from 'react'
import { useCurrentSource } from '#renderer/data/queries/current-source.ts'
import { useSimulationSubjects } from '#renderer/data/queries/simulations.ts'
import { useSources } from '#renderer/data/queries/sources.ts'
import { burst, changeSimulation } from '#renderer/data/simulation-draft.ts'
import { Button } from '#renderer/parts/button.tsx'
import { Field, Input, Select } from '#renderer/parts/field.tsx'
import { Keys } from '#renderer/parts/kbd.tsx'
import { Switch } from '#renderer/parts/switch.tsx'
import type { SimulatedSignature, SimulationSubject } from '#shared/model/simulation.ts'
import type { SimulationView } from './use-simulation.ts'

type OptionProps = { simulation: SimulationView }

/** Where it goes, how it is signed and how it misbehaves. */
export function SendOptions({ simulation }: OptionProps): ReactElement {
  const { isPublished, isBlank, problem, preview, isSending, send } = simulation
  return (
    <div className="sim-options">
      <div className="scroll">
        {isPublished ? <PublishedNote /> : <TargetChoice simulation={simulation} />}
        {!isPublished && !isBlank && <SignatureChoice simulation={simulation} />}
        <Misbehaviour simulation={simulation} />
      </div>
      <footer>
        {problem !== null && (
          <p className="hint bad" role="alert">
            {problem}
          </p>
        )}
        {problem === null && preview && (
          <p className="hint">
            <b>Expected:</b> {preview.expectation}
          </p>
        )}
        <Button look="primary" disabled={problem !== null || isSending || preview === null} onClick={send}>
          <SendHorizontal className="i" aria-hidden="true" />
          {sendWords(simulation)} <Keys binding="$mod+Enter" />
        </Button>
        {!isPublished && (
          <p className="hint">
            Marked <span className="mono">X-Creel-Simulated</span>
          </p>
        )}
      </footer>
    </div>
  )
}

function sendWords({ recipe, isPublished }: SimulationView): string {
  const count = (recipe.count ?? 1) * (recipe.copies ?? 1)
  const verb = isPublished ? 'Publish' : 'Send'
  return count === 1 ? `${verb} event` : `${verb} ${count} events`
}

const PublishedNote = (): ReactElement => (
  <section className="sim-section">
    <h2>Published by Creel</h2>
    <p className="hint">As if it had happened: triggers run and webhooks that take this type are sent to.</p>
  </section>
)

function TargetChoice({ simulation: { draft } }: OptionProps): ReactElement {
  const { data: sources = [] } = useSources()
  const current = useCurrentSource()
  const options = sources.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Radios legend="Send to">
      <Radio
        name="target"
        isChosen={draft.targetKind === 'source'}
        hint="Through the receiver, as if the sender had sent it"
        onChoose={() => changeSimulation({ targetKind: 'source' })}
      >
        A source
      </Radio>
      {draft.targetKind === 'source' && options.length > 0 && (
        <Select
          aria-label="Source"
          options={options}
          value={draft.sourceId ?? current?.id ?? ''}
          onChange={(sourceId) => changeSimulation({ sourceId })}
        />
      )}
      <Radio
        name="target"
        isChosen={draft.targetKind === 'url'}
        hint="Straight to a target, nothing captured"
        onChoose={() => changeSimulation({ targetKind: 'url' })}
      >
        Any URL
      </Radio>
      {draft.targetKind === 'url' && <UrlFields url={draft.url} secret={draft.secret} />}
    </Radios>
  )
}

const UrlFields = ({ url, secret }: { url: string; secret: string }): ReactElement => (
  <>
    <Input
      mono
      aria-label="URL"
      placeholder="http://localhost:3000/webhooks"
      value={url}
      onChange={({ target }) => changeSimulation({ url: target.value })}
    />
    <Field label="Its signing secret" hint="For this window only; it is not kept.">
      {(control) => (
        <Input
          {...control}
          mono
          type="password"
          value={secret}
          onChange={({ target }) => changeSimulation({ secret: target.value })}
        />
      )}
    </Field>
  </>
)

const signatures: readonly { value: SimulatedSignature; label: string }[] = [
  { value: 'valid', label: 'Valid' },
  { value: 'wrong-secret', label: 'Wrong secret' },
  { value: 'altered-body', label: 'Body changed after signing' },
  { value: 'stale', label: 'Timestamp 9 minutes old' },
  { value: 'missing', label: 'Missing' },
]

function useSubject({ draft: { provider } }: SimulationView): SimulationSubject | undefined {
  return useSimulationSubjects().data?.find((subject) => provider !== null && subject.provider === provider)
}

function SignatureChoice({ simulation }: OptionProps): ReactElement {
  const { draft, preview } = simulation
  const signsTime = useSubject(simulation)?.signsTime ?? true
  return (
    <Radios legend="Signature">
      {signatures
        .filter(({ value }) => value !== 'stale' || signsTime)
        .map(({ value, label }) => (
          <Radio
            key={value}
            name="signature"
            isChosen={draft.signature === value}
            onChoose={() => changeSimulation({ signature: value })}
          >
            {label}
            {value === 'valid' && draft.signature === 'valid' && preview?.signedWith && (
              <span className="mono dim"> {preview.signedWith}</span>
            )}
          </Radio>
        ))}
    </Radios>
  )
}

const lapses = [
  { value: '1', label: 'as slowly as it does' },
  { value: '60', label: '60 times faster' },
  { value: '3600', label: '3600 times faster' },
]

function Misbehaviour({ simulation }: OptionProps): ReactElement {
  const { draft, isPublished, isBlank } = simulation
  const habit = useSubject(simulation)?.retryHabit ?? null
  return (
    <section className="sim-section sim-switches">
      <h2>Misbehave</h2>
      <Switch checked={draft.isTwice} onChange={(isTwice) => changeSimulation({ isTwice })}>
        Send the same event twice
      </Switch>
      <Switch checked={draft.isShuffled} onChange={(isShuffled) => changeSimulation({ isShuffled })}>
        Deliver out of order
      </Switch>
      <Switch checked={draft.isBurst} onChange={(isBurst) => changeSimulation({ isBurst })}>
        Burst: {burst.count} events at {burst.perSecond} per second
      </Switch>
      {!isPublished && (
        <Switch checked={draft.isSlow} onChange={(isSlow) => changeSimulation({ isSlow })}>
          Slowly: the body takes 5 s
        </Switch>
      )}
      {!isPublished && !isBlank && habit !== null && habit !== 'not retried' && (
        <>
          <Switch checked={draft.isRetried} onChange={(isRetried) => changeSimulation({ isRetried })}>
            Retry until a 2xx, as this sender does
          </Switch>
          {draft.isRetried && (
            <>
              <p className="hint">{habit}</p>
              <Select
                aria-label="How fast time passes"
                options={lapses}
                value={String(draft.timeLapse)}
                onChange={(lapse) => changeSimulation({ timeLapse: Number(lapse) })}
              />
            </>
          )}
        </>
      )}
    </section>
  )
}

const Radios = ({ legend, children }: { legend: string; children: ReactNode }): ReactElement => (
  <fieldset className="sim-section">
    <legend>{legend}</legend>
    {children}
  </fieldset>
)

function Radio({
  name,
  isChosen,
  hint,
  onChoose,
  children,
}: {
  name: string
  isChosen: boolean
  hint?: string
  onChoose: () => void
  children: ReactNode
}): ReactElement {
  const id = useId()
  return (
    <div className="sim-radio">
      <input type="radio" id={id} name={`sim-${name}`} checked={isChosen} onChange={onChoose} />
      <label htmlFor={id}>
        {children}
        {hint && <small>{hint}</small>}
      </label>
    </div>
  )
}
