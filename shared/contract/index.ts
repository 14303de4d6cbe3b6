/** What the renderer may ask of the core. One file per domain; a new call is two edits, its line there and its handler. */
import type { Client } from '../wire.ts'
import { alarms } from './alarms.ts'
import { app } from './app.ts'
import { cache } from './cache.ts'
import { captures } from './captures.ts'
import { chat } from './chat.ts'
import type { Handlers } from './define.ts'
import { desk } from './desk.ts'
import { downloads } from './downloads.ts'
import { fleet } from './fleet.ts'
import { intercom } from './intercom.ts'
import { ledger } from './ledger.ts'
import { live } from './live.ts'
import { platform } from './platform.ts'
import { ptz } from './ptz.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { sites } from './sites.ts'
import { walls } from './walls.ts'

export const contract = {
  alarms,
  app,
  cache,
  captures,
  chat,
  desk,
  downloads,
  fleet,
  intercom,
  ledger,
  live,
  platform,
  ptz,
  session,
  settings,
  sites,
  walls,
}
export type WatchpostContract = typeof contract
export type WatchpostHandlers = Handlers<WatchpostContract>
export type WatchpostClient = Client<WatchpostContract>
