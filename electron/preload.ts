/** The page's end of the pipe and of the channels of frames, and nothing else: no logic here, this file runs with more rights than the page. */
import { contextBridge, ipcRenderer } from 'electron'

/** What a page has and plain Node does not; its types would bring all of a page's. */
declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: unknown, origin: string, ports: readonly unknown[]): void
}

contextBridge.exposeInMainWorld('watchpostPipe', {
  post: (text: string): void => ipcRenderer.send('watchpost-pipe', text),
  onMessage: (listener: (text: string) => void): void =>
    void ipcRenderer.on('watchpost-pipe', (_event, text: string) => listener(text)),
  onClose: (listener: () => void): void => void ipcRenderer.on('watchpost-pipe-closed', () => listener()),
  /** The page gets its port as a message of its window: the bridge hands none over. */
  openMedia: (ticket: string): void => {
    const { port1, port2 } = new MessageChannel()
    ipcRenderer.postMessage('watchpost-media', ticket, [port1])
    window.postMessage({ watchpostMedia: ticket }, window.location.origin, [port2])
  },
})
