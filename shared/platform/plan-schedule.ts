/** What recording plans and download plans have in common: when they apply, and to which devices by their way of being on-line. */
import Type from 'typebox'
import { oneOf } from './values.ts'

/** How a device reaches the platform, as plans name it. */
export const OnlineMode = { wifi: 'wifi', cellular: 'wireless', wired: 'wired' } as const

/** 1990-01-01 and what the documentation calls the end of the year 9999. */
export const PLAN_TIME = { unit: 's', moment: 's', minimum: 631_152_000, maximum: 253_402_214_400 } as const

const DURATION = { unit: 's', minimum: 0, maximum: 604_800 } as const

const slice = {
  duration: Type.Optional(Type.Integer(DURATION)),
  hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
  minute: Type.Optional(Type.Integer({ minimum: 0, maximum: 59 })),
  second: Type.Optional(Type.Integer({ minimum: 0, maximum: 59 })),
  week: Type.Optional(Type.Integer({ minimum: 0, maximum: 6, description: 'day of the week it begins on, Sunday 0' })),
}

/** A piece of each week, by the clock of the platform. */
export const TimeSlice = Type.Object(slice)

/** As answered. */
export const TimeSliceRow = Type.Object({
  ...slice,
  id: Type.Optional(Type.Integer({ description: 'without meaning' })),
})

export const OnlineModes = Type.Array(oneOf(OnlineMode), {
  description: 'only devices that are on-line in one of these ways',
})

/** First fields of a plan. */
export const PLAN_HEAD = {
  name: Type.Optional(Type.String()),
  beginTime: Type.Optional(Type.Integer({ ...PLAN_TIME, description: 'nothing happens before' })),
  endTime: Type.Optional(Type.Integer({ ...PLAN_TIME, description: 'nothing happens after' })),
  enable: Type.Optional(Type.Boolean()),
  desc: Type.Optional(Type.String({ description: 'remark' })),
}

export const PLAN_UID = Type.String({ description: 'plan ID' })

/** Path parameter of one plan. */
export const PlanParams = Type.Object({ uid: PLAN_UID })

/** Filter of lists of plans. */
export const PLAN_FILTER = {
  desc: Type.Optional(Type.String()),
  enable: Type.Optional(Type.Boolean()),
  name: Type.Optional(Type.String()),
  uid: Type.Optional(PLAN_UID),
}
