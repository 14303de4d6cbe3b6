import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSecretFile, type Sealing } from '../../../../../electron/host/common/secret-file.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

const log = (): void => undefined

describe('secrets in a file', () => {
  it('are there again after a restart, and gone after delete', async () => {
    const folder = path.join(tempFolder(), 'data')
    const first = await openSecretFile({ folder, log })
    expect(first.store).toBe('file')
    await Promise.all([first.set('a', 'one'), first.set('b', 'two'), first.set('__proto__', 'three')])
    const second = await openSecretFile({ folder, log })
    expect([await second.get('a'), await second.get('b'), await second.get('c')]).toEqual(['one', 'two', undefined])
    expect(await second.get('toString')).toBeUndefined()
    await second.delete('a')
    expect(await (await openSecretFile({ folder, log })).get('a')).toBeUndefined()
  })

  it.runIf(process.platform !== 'win32')('can be read by this account only, whatever stood there before', async () => {
    const folder = tempFolder()
    const file = path.join(folder, 'secrets.json')
    writeFileSync(file, '{}', { mode: 0o666 })
    const secrets = await openSecretFile({ folder, log })
    await secrets.set('a', 'one')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(existsSync(`${file}.new`)).toBe(false)
  })

  it.runIf(process.platform === 'linux')('are not kept where permissions are not', async () => {
    const warnings: string[] = []
    // Modes of /proc cannot be changed, as those of a stick cannot.
    const secrets = await openSecretFile({ folder: `/proc/${process.pid}`, log: (_level, text) => warnings.push(text) })
    expect(secrets.store).toBe('none')
    expect(warnings).toHaveLength(1)
    await expect(secrets.set('a', 'one')).rejects.toMatchObject({ code: 'no-keyring' })
    expect(await secrets.get('a')).toBeUndefined()
  })

  it('survive a damaged file, which is put aside', async () => {
    const folder = tempFolder()
    writeFileSync(path.join(folder, 'secrets.json'), '{"a":')
    const secrets = await openSecretFile({ folder, log })
    expect(await secrets.get('a')).toBeUndefined()
    await secrets.set('b', 'two')
    expect(readFileSync(path.join(folder, 'secrets.damaged.json'), 'utf8')).toBe('{"a":')
  })

  it('lie sealed when there is a keyring; what it cannot open any more counts as not there', async () => {
    const folder = tempFolder()
    const sealing: Sealing = {
      seal: async (text) => `sealed:${Buffer.from(text).toString('base64')}`,
      unseal: async (text) => Buffer.from(text.slice(7), 'base64').toString(),
    }
    const secrets = await openSecretFile({ folder, sealing, log })
    expect(secrets.store).toBe('keyring')
    await secrets.set('a', 'open sesame')
    expect(readFileSync(path.join(folder, 'secrets.json'), 'utf8')).not.toContain('sesame')
    expect(await secrets.get('a')).toBe('open sesame')
    const broken = { ...sealing, unseal: () => Promise.reject(new Error('another key')) }
    expect(await (await openSecretFile({ folder, sealing: broken, log })).get('a')).toBeUndefined()
  })
})
