/** Time of day in UTC, as the history has it, with milliseconds. */
export const formatTime = (time: number): string => new Date(time).toISOString().slice(11, 23)

/** A branch's or iteration's name, its index apart: ["Orders", "[12]"]. */
export function threadLabel(name: string): [owner: string, index: string] {
  const at = name.lastIndexOf(' [')
  return at > 0 ? [name.slice(0, at), name.slice(at + 1)] : [name, '']
}

/** "812 bytes", "1.5 KiB", "256 KiB", "3.1 MiB": of 1,024 each, as AWS counts its limit. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KiB'] : [bytes / (1024 * 1024), 'MiB']
  return `${size < 100 ? Number(size.toFixed(1)) : Math.floor(size).toLocaleString('en')} ${unit}`
}
