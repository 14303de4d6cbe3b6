import { statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeHost } from '../../../../../electron/host/node/host.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const open = () =>
  createNodeHost({ dataFolder: path.join(tempFolder(), 'data'), version: '1.2.3', log: () => undefined })

describe('the Node host', () => {
  it('says what it cannot do, and refuses it with a code', async () => {
    const host = await open()
    expect(Object.values(host.capabilities)).toEqual(Array(9).fill(false))
    const refusals = [
      host.notify({ title: 't', body: 'b', silent: true }),
      host.badge(1),
      host.flash(),
      host.chooseSavePath({ suggestedName: 'x' }),
      host.choosePaths({ multiple: false, folders: false }),
      host.openWindow('/live'),
      host.keepAwake(true),
      host.leaveKiosk(),
      host.watchKeys(['F8'], { onDown: () => undefined, onUp: () => undefined, onLost: () => undefined }),
    ]
    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ code: 'unsupported' })
  })

  it('has windows when there is a browser of its own', async () => {
    const routes: string[] = []
    const openWindow = async (route: string): Promise<void> => void routes.push(route)
    const host = await createNodeHost({ dataFolder: tempFolder(), version: '1', log: () => undefined, openWindow })
    expect(host.capabilities.windows).toBe(true)
    await host.openWindow('/live')
    expect(routes).toEqual(['/live'])
  })

  it.each(['http://a.example/', 'file:///etc/passwd', 'javascript:alert(1)', 'https://user@a.example/', '--help', ''])(
    'does not open %s outside',
    async (url) => {
      await expect((await open()).openExternal(url)).rejects.toMatchObject({ code: 'bad-input' })
    },
  )

  it('makes a data folder only this account can enter', async () => {
    const host = await open()
    if (process.platform !== 'win32') expect(statSync(host.dataFolder).mode & 0o777).toBe(0o700)
    expect(path.isAbsolute(host.dataFolder)).toBe(true)
  })

  it('measures itself', async () => {
    const host = await open()
    await host.usage()
    const until = performance.now() + 60
    while (performance.now() < until) Math.sqrt(until)
    const usage = await host.usage()
    expect(usage.covers).toBe('core')
    expect(usage.cpuPercent).toBeGreaterThan(20)
    expect(usage.memoryMb).toBeGreaterThan(10)
  })
})
