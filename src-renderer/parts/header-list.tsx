import { Copy, Eye, EyeOff } from 'lucide-react'
import type { ReactElement } from 'react'
import { useState } from 'react'
import type { HeaderPairs } from '#shared/model/header-pairs.ts'
import { isSensitiveHeader } from '#shared/model/header-pairs.ts'
import { IconButton } from './button.tsx'
import { copyText } from './copy-text.ts'
import './header-list.css'

/** Headers as they came: order, case and duplicates kept, credentials masked until they are revealed. */
export const HeaderList = ({ headers, label }: { headers: HeaderPairs; label: string }): ReactElement => (
  <table className="hl" aria-label={label}>
    <tbody>
      {headers.map(([name, value], index) => (
        // The same name may stand twice, and the order never changes.
        <HeaderLine key={index} name={name} value={value} />
      ))}
    </tbody>
  </table>
)

function HeaderLine({ name, value }: { name: string; value: string }): ReactElement {
  const [isRevealed, setRevealed] = useState(false)
  const isSecret = isSensitiveHeader(name)
  const Icon = isRevealed ? EyeOff : Eye
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{isSecret && !isRevealed ? <span className="dim">••••••••</span> : value}</td>
      <td className="do">
        {isSecret && (
          <IconButton
            small
            label={isRevealed ? `Hide ${name}` : `Reveal ${name}`}
            aria-pressed={isRevealed}
            onClick={() => setRevealed(!isRevealed)}
          >
            <Icon className="i s" aria-hidden="true" />
          </IconButton>
        )}
        <IconButton small label={`Copy ${name}`} onClick={() => void copyText(value, name)}>
          <Copy className="i s" aria-hidden="true" />
        </IconButton>
      </td>
    </tr>
  )
}
