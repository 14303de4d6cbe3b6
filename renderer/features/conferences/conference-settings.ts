/** What the operator set for his conferences. Kept values may be edited by hand: what does not fit is as usual. */

export const PANS = ['left', 'centre', 'right'] as const
export type Pan = (typeof PANS)[number]

export interface ConferenceChoice {
  /** 0 to 1. */
  readonly volume: number
  readonly isMuted: boolean
  readonly pan: Pan
  /** While somebody speaks in it, all others are lowered. */
  readonly isPriority: boolean
  /** The common key (Space) talks to it. */
  readonly isTarget: boolean
  /** `KeyboardEvent.code` of a key of its own. */
  readonly key: string | undefined
}

export const USUAL_CHOICE: ConferenceChoice = {
  volume: 0.8,
  isMuted: false,
  pan: 'centre',
  isPriority: false,
  isTarget: false,
  key: undefined,
}

export type Choices = Readonly<Record<string, ConferenceChoice>>

/** More are of groups that are long gone. */
const MOST = 500

export function parseChoices(kept: unknown): Choices {
  return Object.fromEntries(
    Object.entries(recordOf(kept))
      .slice(-MOST)
      .map(([groupId, choice]) => [groupId, parseChoice(recordOf(choice))]),
  )
}

function parseChoice({ volume, isMuted, pan, isPriority, isTarget, key }: Readonly<Record<string, unknown>>) {
  return {
    volume: typeof volume === 'number' && volume >= 0 && volume <= 1 ? volume : USUAL_CHOICE.volume,
    isMuted: isMuted === true,
    pan: PANS.find((known) => known === pan) ?? USUAL_CHOICE.pan,
    isPriority: isPriority === true,
    isTarget: isTarget === true,
    key: parseCode(key),
  }
}

export const KEY_MODES = ['hold', 'toggle'] as const
export type KeyMode = (typeof KEY_MODES)[number]

export interface KeyChoice {
  readonly mode: KeyMode
  /** Pressed twice quickly, the key stays down until it is pressed again. */
  readonly locksByTwo: boolean
  /** Space talks to the chosen conferences. */
  readonly hasSpace: boolean
  /** `KeyboardEvent.code` of another key that does. */
  readonly common: string | undefined
  /** Keys also work while another program has the focus, where they can. */
  readonly isEverywhere: boolean
}

export const USUAL_KEY: KeyChoice = {
  mode: 'hold',
  locksByTwo: true,
  hasSpace: true,
  common: undefined,
  isEverywhere: false,
}

export function parseKeyChoice(kept: unknown): KeyChoice {
  const { mode, locksByTwo, hasSpace, common, isEverywhere } = recordOf(kept)
  return {
    mode: KEY_MODES.find((known) => known === mode) ?? USUAL_KEY.mode,
    locksByTwo: locksByTwo !== false,
    hasSpace: hasSpace !== false,
    common: parseCode(common),
    isEverywhere: isEverywhere === true,
  }
}

function parseCode(code: unknown): string | undefined {
  return typeof code === 'string' && /^[A-Za-z0-9]{1,32}$/.test(code) ? code : undefined
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
