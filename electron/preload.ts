/** The page's end of the pipe and nothing else: no logic here, this file runs with more rights than the page. */
import { contextBridge, ipcRenderer } from 'electron'

contextBridge.exposeInMainWorld('watchpostPipe', {
  post: (text: string): void => ipcRenderer.send('watchpost-pipe', text),
  onMessage: (listener: (text: string) => void): void =>
    void ipcRenderer.on('watchpost-pipe', (_event, text: string) => listener(text)),
  onClose: (listener: () => void): void => void ipcRenderer.on('watchpost-pipe-closed', () => listener()),
})
