/**
 * mulberry32: numbers in [0, 1) from a seed of 32 bits, the same for the same seed; small, and good enough for jitter, $random() and
 * States.MathRandom.
 */
export function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A version 4 UUID (RFC 9562) in lower case, made of 33 numbers in [0, 1): the same numbers give the same UUID. */
function uuidFrom(random: () => number): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = (8 + Math.floor(random() * 4)).toString(16)
  const text = hex.join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}

/**
 * Chance of a seed of 32 bits. With a key an answer depends on seed and key alone, whatever was asked before: who goes back and comes again another way finds it
 * as it was. Without one it is the next of a stream.
 */
export function chanceOf(seed: number): { readonly random: (key?: string) => number; readonly uuid: (key?: string) => string } {
  const stream = mulberry32(seed)
  const of = (key: string | undefined) => (key === undefined ? stream : sfc32(hash128(seed, key)))
  return { random: (key) => of(key)(), uuid: (key) => uuidFrom(of(key)) }
}

type Four = [number, number, number, number]

/** 128 bits of a text: UUIDs of a run are many. After cyrb128 (public domain). */
function hash128(seed: number, text: string): Four {
  let [a, b, c, d]: Four = [1779033703 ^ seed, 3144134277 ^ seed, 1013904242 ^ seed, 2773480762 ^ seed]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    const before = a
    a = b ^ Math.imul(a ^ unit, 597399067)
    b = c ^ Math.imul(b ^ unit, 2869860233)
    c = d ^ Math.imul(c ^ unit, 951274213)
    d = before ^ Math.imul(d ^ unit, 2716044179)
  }
  return [a, b, c, d]
}

/** sfc32 (public domain), once it has mixed what it began with. */
function sfc32([a, b, c, d]: Four): () => number {
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + t
    return (t >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) next()
  return next
}
