import type { ReactElement } from 'react'
import { ChecksScreen } from './checks/checks-screen.tsx'
import { SendScreen } from './send/send-screen.tsx'
import { SimulateTabs } from './simulate-tabs.tsx'
import './simulate.css'

/** Plays the part of a sender: sends any provider's events, well or badly behaved, and checks handlers. */
export const SimulateScreen = ({ id, tab }: { id: string | null; tab: string | null }): ReactElement =>
  id === 'checks' ? (
    <ChecksScreen id={tab} ways={<SimulateTabs current="checks" />} />
  ) : (
    <SendScreen ways={<SimulateTabs current="send" />} />
  )
