/** Commands for the platforms above and those who register below. */
import Type from 'typebox'
import type { World } from '../world.ts'
import { command } from './command.ts'

const UPPER = { id: Type.Integer({ description: 'configuration ID of the upper platform' }) }

export function cascadeCommands({ cascade: { upper, lower } }: World) {
  return {
    /** Whether somebody answers at the upper platform's address. */
    upperAnswers: command(Type.Object({ ...UPPER, answers: Type.Boolean() }), ({ id, answers }) =>
      upper.setAnswering(id, answers),
    ),
    /** The upper platform opens or closes channels until so many are open. */
    upperWatches: command(Type.Object({ ...UPPER, channels: Type.Integer({ minimum: 0 }) }), ({ id, channels }) =>
      upper.watch(id, channels),
    ),
    /** A lower device or platform goes away, or may register again. */
    lowerAway: command(Type.Object({ id: Type.String(), away: Type.Boolean() }), ({ id, away }) =>
      lower.setAway(id, away),
    ),
  }
}
