const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The UTF-8 bytes of a text; a lone surrogate becomes `?`, as in Java. */
export function utf8Bytes(text: string): number[] {
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63))
    else if (code >= 0xd800 && code < 0xe000) bytes.push(0x3f)
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63))
  }
  return bytes
}

/** The text of UTF-8 bytes; U+FFFD for what is no UTF-8. */
function utf8Text(bytes: readonly number[]): string {
  let text = ''
  for (let i = 0; i < bytes.length; ) {
    const first = bytes[i++]!
    const more =
      first < 0x80 ? 0 : first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : -1
    let code = more === 0 ? first : more === 1 ? first & 31 : more === 2 ? first & 15 : first & 7
    let read = 0
    while (read < more && (bytes[i + read]! & 0xc0) === 0x80) code = (code << 6) | (bytes[i + read++]! & 63)
    const valid =
      read === more &&
      !(more === 2 && (code < 0x800 || (code >= 0xd800 && code < 0xe000))) &&
      !(more === 3 && (code < 0x10000 || code > 0x10ffff))
    text += valid ? String.fromCodePoint(code) : '\ufffd'
    i += read
  }
  return text
}

/** Base64 (RFC 4648) with padding, of the text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = utf8Bytes(text)
  let encoded = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = [bytes[i], bytes[i + 1], bytes[i + 2]]
    encoded += alphabet[a >> 2]! + alphabet[((a & 3) << 4) | ((b ?? 0) >> 4)]!
    encoded += b === undefined ? '=' : alphabet[((b & 15) << 2) | ((c ?? 0) >> 6)]!
    encoded += c === undefined ? '=' : alphabet[c & 63]!
  }
  return encoded
}

/** The text of the UTF-8 bytes, with U+FFFD for what is no UTF-8. Undefined where `text` is no Base64. Padding may be missing. */
export function decodeBase64(text: string): string | undefined {
  const digits = text.replace(/={1,2}$/, '')
  if (digits.length % 4 === 1 || (digits.length !== text.length && text.length % 4 !== 0)) return undefined
  const bytes: number[] = []
  let bits = 0
  let buffer = 0
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) return undefined
    buffer = (buffer << 6) | value
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes.push((buffer >> bits) & 255)
      buffer &= (1 << bits) - 1
    }
  }
  return utf8Text(bytes)
}
