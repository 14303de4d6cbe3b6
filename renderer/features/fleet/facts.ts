/** One line of details: what it is and what it says. */
export interface Fact {
  readonly key: string
  readonly label: string
  readonly value: string
  /** What the button for copying takes; without it there is none. */
  readonly copy?: string
}

/** Leaves out what the platform did not say. */
export function factsOf(facts: readonly (Omit<Fact, 'value'> & { value: string | undefined })[]): Fact[] {
  return facts.flatMap((fact) => (fact.value ? [{ ...fact, value: fact.value }] : []))
}
