/** Time of day in UTC, as the history has it, with milliseconds. */
export const formatTime = (time: number): string => new Date(time).toISOString().slice(11, 23)

/** A branch's or iteration's name, its index apart: ["Orders", "[12]"]. */
export function threadLabel(name: string): [owner: string, index: string] {
  const at = name.lastIndexOf(' [')
  return at > 0 ? [name.slice(0, at), name.slice(at + 1)] : [name, '']
}
