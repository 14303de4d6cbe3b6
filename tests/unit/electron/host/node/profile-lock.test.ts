import { describe, expect, it } from 'vitest'
import { lockProfile } from '../../../../../electron/host/node/profile-lock.ts'
import { tempFolder } from '../../../../support/temp-folder.ts'

describe.runIf(process.platform === 'linux' || process.platform === 'win32')('a profile', () => {
  it('has one user at a time', async () => {
    const folder = tempFolder()
    const release = await lockProfile(folder)
    await expect(lockProfile(folder, 0)).rejects.toThrow('Another Watchpost already runs')
    const other = await lockProfile(tempFolder(), 0)
    await release()
    const again = await lockProfile(folder, 0)
    await again()
    await other()
  })

  it('is waited for while the one before leaves', async () => {
    const folder = tempFolder()
    const release = await lockProfile(folder)
    const waiting = lockProfile(folder, 5000)
    await release()
    await (
      await waiting
    )()
  })
})
