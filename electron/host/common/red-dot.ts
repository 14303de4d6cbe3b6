/** px */
export const DOT_SIDE = 16

/** The picture of a red dot on nothing: blue, green, red, opacity of each pixel, line by line. */
export function redDot(): Buffer {
  const pixels = Buffer.alloc(DOT_SIDE * DOT_SIDE * 4)
  const centre = (DOT_SIDE - 1) / 2
  for (let at = 0; at < DOT_SIDE * DOT_SIDE; at++) {
    const isInside = Math.hypot((at % DOT_SIDE) - centre, Math.floor(at / DOT_SIDE) - centre) <= DOT_SIDE / 2
    if (isInside) pixels.set([0x3b, 0x3b, 0xe0, 0xff], at * 4)
  }
  return pixels
}
