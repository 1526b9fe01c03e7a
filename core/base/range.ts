/**
 * A range of the text in UTF-16 code units, from `offset` (counted from 0) up to, and without, `offset + length`. A length of 0 is a place
 * between two characters.
 */
export interface Range {
  readonly offset: number
  readonly length: number
}
