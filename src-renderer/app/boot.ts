// What the page loads first, and as little as can be: it asks for the first rows while the rest is on its way.
import '@fontsource-variable/atkinson-hyperlegible-next'
import '@fontsource-variable/geist-mono'
import './tokens.css'
import './base.css'
import { askEarly } from '#renderer/data/early-answers.ts'

askEarly()
void import('./main.tsx')
