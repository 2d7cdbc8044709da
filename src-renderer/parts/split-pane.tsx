import type { ReactElement, ReactNode } from 'react'
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import './split-pane.css'

/** Two panes side by side: drag the bar, move it with the arrows, double-click to reset; it stays where it was put. */
export function SplitPane({
  id,
  left,
  right,
  leftSize = '43%',
  leftMin = '320px',
}: {
  id: string
  left: ReactNode
  right: ReactNode
  leftSize?: string
  leftMin?: string
}): ReactElement {
  const layout = useDefaultLayout({ id, storage: localStorage, panelIds: ['left', 'right'] })
  return (
    <Group
      id={id}
      className="split"
      orientation="horizontal"
      defaultLayout={layout.defaultLayout}
      onLayoutChanged={layout.onLayoutChanged}
    >
      <Panel id="left" defaultSize={leftSize} minSize={leftMin} className="col">
        {left}
      </Panel>
      <Separator className="split-bar" aria-label="Resize the panes" />
      <Panel id="right" minSize="360px" className="col">
        {right}
      </Panel>
    </Group>
  )
}
