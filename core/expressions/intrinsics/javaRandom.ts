// The generator of java.util.Random, which AWS uses where a seed is given: a linear congruential one over 48 bits.
const multiplier = 0x5deece66dn
const mask = (1n << 48n) - 1n

/**
 * A generator with a seed, a finite number whose fraction does not count. The same seed gives the same numbers, here and on AWS: nextDouble
 * in [0, 1), nextInt from 0 up to, and without, a bound of at most 2^31 - 1.
 */
export function javaRandom(seed: number): { nextDouble(): number; nextInt(bound: number): number } {
  let state = (BigInt(Math.trunc(seed)) ^ multiplier) & mask
  const next = (bits: number): number => {
    state = (state * multiplier + 0xbn) & mask
    return Number(BigInt.asIntN(32, state >> BigInt(48 - bits)))
  }
  return {
    nextDouble: () => (next(26) * 0x8000000 + next(27)) / 2 ** 53,
    nextInt(bound) {
      if ((bound & -bound) === bound) return Number((BigInt(bound) * BigInt(next(31))) >> 31n)
      for (;;) {
        const bits = next(31)
        const value = bits % bound
        if (bits - value + (bound - 1) < 2 ** 31) return value
      }
    },
  }
}
