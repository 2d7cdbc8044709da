import { Copy } from 'lucide-react'
import type { ReactElement } from 'react'
import { IconButton } from '#renderer/parts/button.tsx'
import { copyText } from '#renderer/parts/copy-text.ts'
import type { EncodedPair } from '#shared/rules/formats/url-encoded.ts'
import './body-viewers.css'

/** The pairs of a query or a form, decoded, with the raw text beside them where it differs. */
export const PairsTable = ({ pairs, label }: { pairs: readonly EncodedPair[]; label: string }): ReactElement => (
  <table className="pairs" aria-label={label}>
    <thead>
      <tr>
        <th>Name</th>
        <th>Value</th>
        <th>As it came</th>
        <th>
          <span className="sr">Actions</span>
        </th>
      </tr>
    </thead>
    <tbody>
      {pairs.map((pair, index) => (
        // The same pair may stand twice, and the order never changes.
        <PairLine key={index} pair={pair} />
      ))}
    </tbody>
  </table>
)

function PairLine({ pair: { raw, name, value } }: { pair: EncodedPair }): ReactElement {
  const plain = `${name ?? ''}=${value ?? ''}`
  const isChanged = raw !== plain && raw !== name
  return (
    <tr>
      <td>{name ?? <Undecodable />}</td>
      <td>{value ?? <Undecodable />}</td>
      <td className="dim">{isChanged ? raw : ''}</td>
      <td className="do">
        <IconButton
          small
          label={`Copy the value of ${name ?? raw}`}
          onClick={() => void copyText(value ?? raw, 'Value')}
        >
          <Copy className="i s" aria-hidden="true" />
        </IconButton>
      </td>
    </tr>
  )
}

const Undecodable = (): ReactElement => <span className="dim">does not decode</span>
