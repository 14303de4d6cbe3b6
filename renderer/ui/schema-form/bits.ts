/** Sums of bits. Up to 2^53: the operators for bits of the language end at 32. */
export interface BitState {
  readonly bits: readonly { readonly name: string; readonly bit: number; readonly isSet: boolean }[]
  /** The sum of set bits without a name. */
  readonly unknown: number
}

export function bitState(bits: Readonly<Record<string, number>>, value: unknown): BitState {
  const sum = sumOf(value)
  const named = Object.entries(bits).map(([name, bit]) => ({ name, bit, isSet: has(sum, bit) }))
  const known = named.reduce((total, { bit, isSet }) => (isSet ? total | BigInt(bit) : total), 0n)
  return { bits: named, unknown: Number(BigInt(sum) & ~known) }
}

export function withBit(value: unknown, bit: number, set: boolean): number {
  const sum = BigInt(sumOf(value))
  return Number(set ? sum | BigInt(bit) : sum & ~BigInt(bit))
}

function has(sum: number, bit: number): boolean {
  return bit > 0 && (BigInt(sum) & BigInt(bit)) === BigInt(bit)
}

function sumOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0
}
