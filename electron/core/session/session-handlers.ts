import type { DomainHandlers } from '../../../shared/contract/define.ts'
import type { WatchpostContract } from '../../../shared/contract/index.ts'
import type { Session } from './session.ts'

export function sessionHandlers(session: Session): DomainHandlers<WatchpostContract, 'session'> {
  return {
    state: () => ({ session: session.state, connection: session.connectionState }),
    signIn: (input) => session.signIn(input),
    enterOffline: () => session.enterOffline(),
    cancel: () => {
      session.cancel()
      return null
    },
    signOut: () => session.signOut().then(() => null),
    changePassword: ({ oldPassword, newPassword }) => session.changePassword(oldPassword, newPassword).then(() => null),
    passwordRules: () => session.passwordRules(),
  }
}
