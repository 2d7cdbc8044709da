import { Copy, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import type { ReactElement } from 'react'
import { addressOf } from '#renderer/data/queries/current-source.ts'
import { useNewAddress } from '#renderer/data/queries/sources.ts'
import { Button } from '#renderer/parts/button.tsx'
import { CodeBlock } from '#renderer/parts/code-block.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Dialog, DialogActions } from '#renderer/parts/dialog.tsx'
import { notify } from '#renderer/parts/toast.tsx'
import { SourceSettings } from '#shared/model/source.ts'
import type { Source } from '#shared/model/source.ts'
import { DraftField } from '#renderer/parts/draft-field.tsx'
import { readAs, toTextOrNull } from '#renderer/parts/reading.ts'
import { SettingGroup } from './setting-group.tsx'
import { errorAt } from '#renderer/parts/error-at.ts'
import { useSetting } from './use-setting.ts'

/** What the source is called, where it is, and where its requests are replayed to. */
export function AddressSection({ source }: { source: Source }): ReactElement {
  const name = useSetting(source, 'name')
  const target = useSetting(source, 'targetUrl')
  const sample = `curl -X POST '${addressOf(source)}' -H 'Content-Type: application/json' -d '{"hello":"creel"}'`
  return (
    <SettingGroup title="Address" about="Whoever knows the address can send to it. Any path and query may follow it.">
      <DraftField
        label="Name"
        text={name.value}
        read={readAs(SourceSettings.shape.name, 'A name has 1 to 80 letters.')}
        onSave={name.save}
        error={errorAt(name.error, 'name')}
      />
      <AddressLine label="On this computer" address={source.url} />
      {source.publicUrl !== null && <AddressLine label="On the internet" address={source.publicUrl} />}
      <NewAddress source={source} />
      <DraftField
        mono
        label="Replay target"
        hint="Where a request goes when you replay it with R. Its path and query are put behind it."
        placeholder="http://localhost:3000"
        text={target.value ?? ''}
        read={readAs(SourceSettings.shape.targetUrl, 'A target is an http or https address.', toTextOrNull)}
        onSave={target.save}
        error={errorAt(target.error, 'targetUrl')}
      />
      <div className="field">
        <span className="lab">Send a test request</span>
        <CodeBlock>{sample}</CodeBlock>
        <Button small onClick={() => void copyText(sample, 'cURL command')}>
          <Copy className="i s" aria-hidden="true" />
          Copy cURL
        </Button>
      </div>
    </SettingGroup>
  )
}

const AddressLine = ({ label, address }: { label: string; address: string }): ReactElement => (
  <div className="field">
    <span className="lab">{label}</span>
    <div className="address-line">
      <code className="grow">{address}</code>
      <Button small onClick={() => void copyText(address, 'Source URL')}>
        <Copy className="i s" aria-hidden="true" />
        Copy
      </Button>
    </div>
  </div>
)

function NewAddress({ source }: { source: Source }): ReactElement {
  const [isAsking, setAsking] = useState(false)
  const renew = useNewAddress()
  const confirm = (): void =>
    renew.mutate(source.id, {
      onSuccess() {
        setAsking(false)
        notify('New address. The old one answers 410')
      },
    })
  return (
    <>
      <div className="field">
        <Button onClick={() => setAsking(true)}>
          <RefreshCw className="i s" aria-hidden="true" />
          New address…
        </Button>
      </div>
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={`New address for ${source.name}?`}>
        <p>
          From then on the old address answers 410. Every sender has to be given the new one. The kept requests stay.
        </p>
        {renew.error && (
          <p className="bad" role="alert">
            {renew.error.message}
          </p>
        )}
        <DialogActions>
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button look="primary" disabled={renew.isPending} onClick={confirm}>
            Make a new address
          </Button>
        </DialogActions>
      </Dialog>
    </>
  )
}
