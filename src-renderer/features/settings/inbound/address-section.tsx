import { Copy, Globe, Lock } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { Pill } from '#renderer/parts/pill.tsx'
import type { Inbound } from '#shared/model/inbound.ts'
import { SecretRow } from './secret.tsx'

/** Where services call, and what they sign with. */
export function AddressSection({ inbound }: { inbound: Inbound }): ReactElement {
  const { url, publicUrl, enabled } = inbound
  const address = publicUrl ?? url
  return (
    <section>
      <h2>Address</h2>
      <div className="srow in-address">
        <div>
          <h3>POST to</h3>
          <p>{enabled ? whereWords(publicUrl) : 'Off: every call gets 404, as from an address that nobody has.'}</p>
        </div>
        <div className="row">
          <code className="grow ell" title={address}>
            {address}
          </code>
          <Pill tone={publicUrl === null ? 'idle' : 'ok'}>
            {publicUrl === null ? (
              <Lock className="i s" aria-hidden="true" />
            ) : (
              <Globe className="i s" aria-hidden="true" />
            )}
            {publicUrl === null ? 'Local' : 'Public'}
          </Pill>
          <Button small aria-label="Copy the address" onClick={() => void copyText(address, 'Address')}>
            <Copy className="i s" aria-hidden="true" />
            Copy
          </Button>
        </div>
      </div>
      <SecretRow inbound={inbound} />
    </section>
  )
}

const whereWords = (publicUrl: string | null): string =>
  publicUrl === null
    ? 'Only this computer reaches it: start the tunnel in the address bar to make it public.'
    : 'Public through the tunnel.'
