import { contextBridge, ipcRenderer } from 'electron'
import { tokenChannel } from './token-channel.ts'

contextBridge.exposeInMainWorld('creelDesktop', {
  token: ipcRenderer.sendSync(tokenChannel) as string | null,
  platform: process.platform,
})
