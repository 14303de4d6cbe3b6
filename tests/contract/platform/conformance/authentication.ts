import { operations } from '../../../../shared/platform/index.ts'
import { encryptPassword } from '../../../simulator/accounts.ts'
import type { Scenario } from './scenario.ts'

const { auth } = operations

export const authentication: Scenario = {
  section: 'authentication',
  async run(caller) {
    const operator = await caller.as({ username: 'operator', password: 'Watch-2026' })
    await operator.ok(auth.userinfo)
    await operator.ok(auth.refresh)
    await operator.ok(auth.qrcode, { body: {} })
    await operator.ok(auth.password, {
      body: {
        old_password_encrypted: encryptPassword('operator', 'Watch-2026'),
        new_password_encrypted: encryptPassword('operator', 'Other-2027'),
      },
    })
    await operator.ok(auth.logout)
    await operator.refused(auth.userinfo, {}, 9)
  },
}
