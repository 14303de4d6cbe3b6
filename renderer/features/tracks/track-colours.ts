/** Colours by which several tracks are told apart on both base maps; they follow each other in this order and then begin anew. */
const COLOURS = ['#2f80ed', '#eb7a2f', '#12a87b', '#a259d9', '#d6336c', '#8a7a12', '#0e9bb5', '#b5561c'] as const

export function trackColour(index: number): string {
  return COLOURS[index % COLOURS.length] ?? COLOURS[0]
}
