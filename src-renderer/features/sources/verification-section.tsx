import type { ReactElement } from 'react'
import { Field, Select } from '#renderer/parts/field.tsx'
import { SegmentedControl } from '#renderer/parts/segmented-control.tsx'
import { ProviderName, providerChoice, providerLabels } from '#shared/model/provider.ts'
import { SourceSettings } from '#shared/model/source.ts'
import type { Source, VerificationPolicy } from '#shared/model/source.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { HmacFields } from './hmac-fields.tsx'
import { readAs, toNumber, toNumberOrNull, toTextOrNull } from '#renderer/parts/reading.ts'
import { Secrets } from './secrets.tsx'
import { SettingGroup } from './setting-group.tsx'
import { SwitchField } from './switch-field.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { useSetting } from './use-setting.ts'

type Choice = ProviderName | 'any'

const providers: { value: Choice; label: string }[] = [
  { value: 'any', label: 'Recognise it for each request' },
  ...ProviderName.options.map((name) => ({ value: name, label: providerChoice(name) })),
]

const policies: { value: VerificationPolicy; label: string }[] = [
  { value: 'off', label: 'Off' },
  { value: 'soft', label: 'Record' },
  { value: 'strict', label: 'Refuse' },
]

const policyWords: Record<VerificationPolicy, string> = {
  off: 'Signatures are not checked.',
  soft: 'The result is recorded; the request is taken either way.',
  strict: 'What is not verified is kept and answered with 401.',
}

/** Who sends, and how that is proved. */
export function VerificationSection({ source }: { source: Source }): ReactElement {
  const provider = useSetting(source, 'provider')
  const policy = useSetting(source, 'verificationPolicy')
  const tolerance = useSetting(source, 'toleranceSeconds')
  return (
    <SettingGroup
      title="Sender and signature"
      about="With a secret, Creel says of each request whether it is genuine, and if not, why."
    >
      <Field label="Provider">
        {(control) => (
          <Select
            {...control}
            options={providers}
            value={provider.value ?? 'any'}
            onChange={(choice) => provider.save(choice === 'any' ? null : choice)}
          />
        )}
      </Field>
      {provider.value === 'hmac' && <HmacFields source={source} />}
      <Secrets source={source} />
      <div className="field">
        <span className="lab">When a request is not verified</span>
        <SegmentedControl
          label="When a request is not verified"
          options={policies}
          value={policy.value}
          onChange={(value) => policy.save(value)}
        />
        <p className="hint">{policyWords[policy.value]}</p>
      </div>
      <Unconfirmed provider={provider.value} />
      <PublicAddress source={source} />
      <Handshakes source={source} />
      <DraftField
        isNumber
        label="Tolerance (seconds)"
        hint="How far a signed time may be from the time of arrival."
        text={String(tolerance.value)}
        read={readAs(
          SourceSettings.shape.toleranceSeconds,
          'The tolerance is a whole number from 1 to 86,400.',
          toNumber,
        )}
        onSave={tolerance.save}
        error={errorAt(tolerance.error, 'toleranceSeconds')}
      />
      <ReplayWindow source={source} />
    </SettingGroup>
  )
}

function ReplayWindow({ source }: { source: Source }): ReactElement {
  const replays = useSetting(source, 'replayWindowSeconds')
  return (
    <DraftField
      isNumber
      label="Replay window (seconds)"
      hint="The same signed request within so long fails as replayed. Empty: not looked for."
      text={replays.value === null ? '' : String(replays.value)}
      read={readAs(
        SourceSettings.shape.replayWindowSeconds,
        'The replay window is a whole number from 1 to 2,592,000, or empty.',
        toNumberOrNull,
      )}
      onSave={replays.save}
      error={errorAt(replays.error, 'replayWindowSeconds')}
    />
  )
}

function Unconfirmed({ provider }: { provider: ProviderName | null }): ReactElement | null {
  if (provider === null || providerLabels[provider].confirmedBy !== null) return null
  return (
    <p className="hint">
      Unconfirmed: our check of {providerLabels[provider].title} was not yet compared with a library or examples of its
      own.
    </p>
  )
}

function Handshakes({ source }: { source: Source }): ReactElement {
  const handshakes = useSetting(source, 'answersHandshakes')
  return (
    <SwitchField
      label="Answer handshakes"
      hint="Challenges such as Slack’s or Zoom’s are answered at once, kept, and become no event."
      checked={handshakes.value}
      onChange={(value) => handshakes.save(value)}
    />
  )
}

function PublicAddress({ source }: { source: Source }): ReactElement {
  const address = useSetting(source, 'canonicalUrl')
  return (
    <DraftField
      mono
      label="Public address"
      hint="Twilio, Square and HubSpot sign it. Empty: it is told by the headers of each request."
      placeholder="https://hooks.example.com/twilio"
      text={address.value ?? ''}
      read={readAs(SourceSettings.shape.canonicalUrl, 'A public address is an http or https address.', toTextOrNull)}
      onSave={address.save}
      error={errorAt(address.error, 'canonicalUrl')}
    />
  )
}
