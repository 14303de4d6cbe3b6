/** A place as it is written and pasted everywhere: degrees, latitude first. Six digits are a hand's breadth. */
export function placeText(latitude: number, longitude: number): string {
  return `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`
}
