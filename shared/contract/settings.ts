/** Small values the screens keep across restarts: language, theme, layout. Kept by the core in the data folder. */
import Type, { type Static } from 'typebox'
import { call, domain, event } from './define.ts'

/** `app`: this installation. `account`: the signed-in account at its site (`not-signed-in` when nobody is). */
export const SettingScope = Type.Enum(['app', 'account'] as const)
export type SettingScope = Static<typeof SettingScope>

const Key = Type.String({ pattern: '^[a-z][a-zA-Z.]{0,60}$' })

/** Scope `app`: `en` or `zh-CN`; absent as long as nobody chose. */
export const LANGUAGE_SETTING = 'ui.language'

export const settings = domain({
  calls: {
    /** `value` is null when nothing was kept. The reader checks its shape: a file can be edited by hand. */
    read: call(Type.Object({ scope: SettingScope, key: Key }), Type.Object({ value: Type.Unknown() })),
    /** At most 256 KiB of JSON a value (`too-large`); null gives the key up. Written through before the answer. */
    write: call(Type.Object({ scope: SettingScope, key: Key, value: Type.Unknown() }), Type.Null()),
  },
  events: {
    changed: event(Type.Object({ scope: SettingScope, key: Type.String(), value: Type.Unknown() })),
  },
})
