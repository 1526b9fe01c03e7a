/** A range of the text in UTF-16 code units. */
export interface Range {
  readonly offset: number
  readonly length: number
}
