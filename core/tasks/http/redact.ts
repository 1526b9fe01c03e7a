/** A value of the environment. `written`: `${NAME}`, as stepthrough.json names it. */
export interface Secret {
  readonly written: string
  readonly value: string
}

/** Shorter ones are in any text by chance, and are no secrets. */
const shortest = 6

/**
 * Puts `${NAME}` in the place of each secret of a text, also where it is percent-encoded, escaped as in JSON, once or twice, or read as a header's bytes are: a server may send back what it
 * was sent. AWS does not do this; here the environment never gets into events.
 */
export function redactor(secrets: readonly Secret[]): (text: string) => string {
  const forms = new Map<string, string>()
  for (const { written, value } of secrets) {
    if (value.length < shortest) continue
    for (const form of [value, encoded(value), inJson(value), inJson(inJson(value)), asLatin1(value)]) forms.set(form, written)
  }
  if (forms.size === 0) return (text) => text
  const longestFirst = [...forms.keys()].sort((a, b) => b.length - a.length)
  const any = new RegExp(longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g')
  return (text) => text.replace(any, (form) => forms.get(form)!)
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Its bytes as a server reads those of a header. */
const asLatin1 = (value: string): string =>
  /[^ -~]/.test(value)
    ? encoded(value).replace(/%([\dA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : value

/** A lone surrogate cannot be encoded. */
function encoded(value: string): string {
  try {
    return encodeURIComponent(value)
  } catch {
    return value
  }
}

/** The same inside the strings of a JSON text: all else of it stays JSON. */
export const redactJson = (text: string, redact: (text: string) => string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"/gs, (string) => redact(string))
