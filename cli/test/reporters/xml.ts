import { escapeOf } from '../../terminal'

/** What no text of XML 1.0 can have, in whatever spelling. */
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const marked: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What a reader would change, a terminal would obey, or a CI service takes for a command at the beginning of a line. */
const changed = /[\r\p{Bidi_Control}\u007f-\u009f\u2028\u2029]|^\s*(?::(?=:)|#(?=#))/gmu

/** A text between tags. What XML cannot have is written as JSON does. */
export const xmlText = (text: string): string =>
  text
    .replaceAll(illegal, escapeOf)
    .replaceAll(/[&<>"]/g, (character) => marked[character]!)
    .replaceAll(changed, (found) => found.slice(0, -1) + reference(found.at(-1)!))

/** A text within quotes: a reader would make blanks of its line breaks. */
export const xmlAttribute = (text: string): string => xmlText(text).replaceAll(/[\n\t]/g, reference)

const reference = (character: string) => `&#${character.codePointAt(0)};`
