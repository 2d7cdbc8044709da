import { Search, SunMoon } from 'lucide-react'
import type { ReactElement } from 'react'
import { switchTheme } from '#renderer/data/preferences.ts'
import { IconButton } from '#renderer/parts/button.tsx'
import { Kbd } from '#renderer/parts/kbd.tsx'
import { keyNames } from '#renderer/parts/key-names.ts'
import { Mark } from '#renderer/parts/mark.tsx'
import { openLayer } from '#renderer/app/layers.ts'
import { AddressBar } from './address-bar.tsx'
import './top-bar.css'

export const TopBar = (): ReactElement => (
  <header className="topbar">
    <div className="brand">
      <Mark label="Creel" />
      <span className="ws ell">My workspace</span>
    </div>
    <AddressBar />
    <div className="topright">
      <button type="button" className="find" aria-label="Search or run a command" onClick={() => openLayer('palette')}>
        <Search className="i" aria-hidden="true" />
        <span>Search or run</span>
        <Kbd>{keyNames('$mod+k').join(' ')}</Kbd>
      </button>
      <IconButton label="Switch theme" onClick={switchTheme}>
        <SunMoon className="i" aria-hidden="true" />
      </IconButton>
    </div>
  </header>
)
