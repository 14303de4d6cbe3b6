/** Documentation: chapter "Authentication". */
import Type from 'typebox'
import { op } from './define.ts'
import { PermissionLevelSchema, PermissionSchema } from './role.ts'

const token = Type.String({ description: 'raw value of the Authorization header' })
const timeout = Type.Number({ unit: 's', description: 'how long the token is good' })
const appID = Type.Number({ description: 'login instance' })

/** `SHA256:` and the SHA-256 of `account_password` in hexadecimal digits. */
const password = (whose: string) =>
  Type.String({ pattern: '^[^:]+:[0-9a-fA-F]+$', description: `ALG:hex of account_password, ${whose}` })

export const auth = {
  login: op({
    name: 'auth.login',
    method: 'POST',
    path: '/bvcsp/v1/auth/login',
    open: true,
    body: Type.Object({
      username: Type.String({ description: 'account, ASCII only' }),
      password_encrypted: Type.String({ description: 'ALG:hex of account_password' }),
      timestamp: Type.Number({ unit: 's', moment: 's', description: 'now' }),
    }),
    data: Type.Object({
      token: Type.Optional(token),
      timeout: Type.Optional(timeout),
      appID: Type.Optional(appID),
      change_password: Type.Optional(Type.Boolean({ description: 'the account has to take a new password' })),
      remaining: Type.Optional(Type.Number({ description: 'tries left, with code 14' })),
      locking: Type.Optional(Type.Number({ unit: 's', description: 'still locked for, with code 17' })),
    }),
  }),
  logout: op({ name: 'auth.logout', method: 'POST', path: '/bvcsp/v1/auth/logout' }),
  refresh: op({
    name: 'auth.refresh',
    method: 'POST',
    path: '/bvcsp/v1/auth/refresh',
    data: Type.Object({ token, timeout, appID }),
  }),
  userinfo: op({
    name: 'auth.userinfo',
    method: 'GET',
    path: '/bvcsp/v1/auth/userinfo',
    data: Type.Object({
      id: Type.String({ description: 'account' }),
      name: Type.String(),
      idcard: Type.Optional(Type.String({ description: 'identity card number' })),
      gid: Type.String({ description: 'user group' }),
      loginTime: Type.Number({ unit: 'ms', moment: 'ms' }),
      addr: Type.Optional(Type.String({ description: 'address it is on-line from' })),
      appID: Type.Optional(appID),
      roles: Type.Optional(Type.Array(Type.String({ description: 'role ID' }))),
      permissions: Type.Optional(Type.Array(Type.Object({ id: PermissionSchema, level: PermissionLevelSchema }))),
    }),
  }),
  password: op({
    name: 'auth.password',
    method: 'POST',
    path: '/bvcsp/v1/auth/password',
    body: Type.Object({
      old_password_encrypted: password('old password'),
      new_password_encrypted: password('new password'),
    }),
  }),
  qrcode: op({
    name: 'auth.qrcode',
    method: 'POST',
    path: '/bvcsp/v1/auth/qrcode',
    body: Type.Object({
      user_id: Type.Optional(Type.String({ description: 'account that the device logs in with' })),
      device_id: Type.Optional(Type.String({ description: 'the only device it is good for; empty for any' })),
      begin_time: Type.Optional(
        Type.Integer({ unit: 's', moment: 's', minimum: 0, description: 'good from; 0 for now' }),
      ),
      end_time: Type.Optional(
        Type.Integer({ unit: 's', moment: 's', minimum: 0, description: 'good until; 0 for one minute' }),
      ),
    }),
    data: Type.Object({
      begin_time: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
      end_time: Type.Optional(Type.Integer({ unit: 's', moment: 's' })),
      server_addr: Type.Array(Type.String({ description: 'tcp://address:port or udp://address:port' })),
      password_encrypted: Type.Optional(Type.String({ description: 'key that goes into the QR code' })),
    }),
  }),
}
