import type { ReactElement } from 'react'
import './code-block.css'

/** Text of machines, to be read and copied. */
export const CodeBlock = ({ children }: { children: string }): ReactElement => (
  <pre className="code-block mono">{children}</pre>
)
