import type { ReactElement, ReactNode } from 'react'
import './code-block.css'

/** Text of machines, to be read and copied. */
export const CodeBlock = ({ children }: { children: ReactNode }): ReactElement => (
  <pre className="code-block mono">{children}</pre>
)
