/** Tells whether a character (a code unit, or a code point in unicode mode) belongs to a set. */
export type CharacterTest = (code: number) => boolean

/**
 * One step of a program. Goals of jumps are indices into its code; `id` counts the places where it branches; `back`: the text is read
 * towards its beginning, as in a lookbehind.
 */
export type Instruction =
  /** One character, which belongs to the set. */
  | { readonly op: 'set'; readonly test: CharacterTest; readonly back: boolean }
  /** Goes to `first`, and to `second` where that fails. */
  | { readonly op: 'split'; first: number; second: number; readonly id: number }
  | { readonly op: 'jump'; to: number }
  /** Keeps the position in a register: a capture's end, or where an iteration began. */
  | { readonly op: 'save'; readonly register: number }
  /** Forgets captures, as each iteration does with those inside. */
  | { readonly op: 'clear'; readonly from: number; readonly to: number }
  /** Fails where an iteration that nobody asked for has taken no character. */
  | { readonly op: 'progress'; readonly register: number }
  | { readonly op: 'start' | 'end'; readonly multiline: boolean }
  | { readonly op: 'word'; readonly negate: boolean; readonly test: CharacterTest }
  | {
      readonly op: 'reference'
      readonly groups: readonly number[]
      readonly same: (a: number, b: number) => boolean
      readonly back: boolean
    }
  /** What stands from the next instruction up to `accept` has to match here, or not; goes on at `to`. */
  | { readonly op: 'look'; readonly negate: boolean; to: number }
  /** One character again and again: by far the most frequent loop. */
  | {
      readonly op: 'run'
      readonly test: CharacterTest
      readonly min: number
      readonly max: number
      readonly greedy: boolean
      readonly back: boolean
      readonly id: number
    }
  /** Begins to count, in a register. */
  | { readonly op: 'count'; readonly register: number }
  /** The head of a counted loop. */
  | { readonly op: 'loop'; readonly register: number; readonly min: number; readonly max: number; readonly greedy: boolean; to: number }
  /** The end of an iteration of a counted loop. */
  | { readonly op: 'again'; readonly register: number; readonly mark: number; readonly min: number; readonly to: number }
  | { readonly op: 'accept' }

/** A regular expression as instructions, which Machine runs from the first one up to `accept`. */
export interface Program {
  readonly code: readonly Instruction[]
  /** Capturing groups, with the whole match. Group n is in the registers 2n and 2n + 1. */
  readonly groups: number
  /** How many registers there are: those of the groups, then marks and counters. They hold positions in the text, or counts. */
  readonly registers: number
  /** Registers of `progress`: what comes of a state depends on whether they are where it is. */
  readonly marks: readonly number[]
  /** Places where the program branches. */
  readonly branches: number
  /** What comes of an instruction depends on its position and the marks alone: a state that has failed need not be tried again. */
  readonly memorable: boolean
  /** Matches at the beginning of the text or not at all. */
  readonly anchored: boolean
  /** Reads code points. */
  readonly unicode: boolean
}
