import { create } from 'zustand'

type Layer = 'palette' | 'shortcuts' | 'new-source'

/** What lies in front of the app, if anything. */
export const useLayer = create<{ layer: Layer | null }>(() => ({ layer: null }))

export const openLayer = (layer: Layer): void => useLayer.setState({ layer })
export const closeLayer = (): void => useLayer.setState({ layer: null })
