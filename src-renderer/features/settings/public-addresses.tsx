import { Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import type { PublicAddress } from '#shared/model/tunnel.ts'
import { usePublicAddresses } from '#renderer/data/queries/tunnel.ts'
import { Button } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import { ErrorBox } from '#renderer/parts/error-box.tsx'
import { formatDateTime } from '#renderer/parts/format-time.ts'
import { Skeleton } from '#renderer/parts/skeleton.tsx'

/** Where the receiver could be reached from the internet, and when. */
export function PublicAddresses(): ReactElement {
  const { data: addresses, error } = usePublicAddresses()
  if (error) return <ErrorBox title="The addresses could not be read" error={error} />
  if (!addresses) return <Skeleton width="60%" />
  if (addresses.length === 0) return <p className="none">None yet. A tunnel opens only when you ask for one.</p>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
    <div className="addresses" role="region" aria-label="Public addresses" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">From</th>
            <th scope="col">To</th>
            <th scope="col">Copy</th>
          </tr>
        </thead>
        <tbody>
          {addresses.map((address) => (
            <Row key={address.startedAt + address.url} address={address} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Row = ({ address: { url, startedAt, endedAt } }: { address: PublicAddress }): ReactElement => (
  <tr>
    <td>
      <code>{url}</code>
    </td>
    <td>{formatDateTime(new Date(startedAt))}</td>
    <td>{endedAt === null ? 'In use' : formatDateTime(new Date(endedAt))}</td>
    <td>
      <Button small aria-label={`Copy ${url}`} onClick={() => void copyText(url, 'Public address')}>
        <Copy className="i s" aria-hidden="true" />
        Copy
      </Button>
    </td>
  </tr>
)
