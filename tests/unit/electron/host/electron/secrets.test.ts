import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { resetFake, state } from '../../fake-electron.ts'
import { openSecrets } from '../../../../../electron/host/electron/secrets.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

vi.mock('electron', async () => (await import('../../fake-electron.ts')).electronModule)

describe('secrets under Electron', () => {
  beforeEach(resetFake)

  it('are sealed by the keyring', async () => {
    const folder = tempFolder()
    const secrets = await openSecrets(folder, () => undefined)
    expect(secrets.store).toBe('keyring')
    await secrets.set('a', 'open sesame')
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('sesame')
    expect(await secrets.get('a')).toBe('open sesame')
  })

  it.each([
    ['basic_text', true],
    ['gnome_libsecret', false],
  ])('fall back to the file with a plain warning: %s, available %s', async (backend, isAvailable) => {
    if (process.platform !== 'linux' && backend === 'basic_text') return
    state.keyring = { backend, isAvailable }
    const warnings: string[] = []
    const secrets = await openSecrets(tempFolder(), (level, text) => warnings.push(`${level} ${text}`))
    expect(secrets.store).toBe('file')
    expect(warnings).toEqual([
      'warn This system has no keyring: stored passwords are protected by file permissions only.',
    ])
  })
})
