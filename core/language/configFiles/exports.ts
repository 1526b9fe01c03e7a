/** A function that a file has, and where its name stands in the text. */
export interface Export {
  readonly name: string
  readonly offset: number
}

/** The functions that a file of JavaScript, TypeScript or Python lets others call. `open`: it may have others, whose names its text does not tell. */
export interface Exports {
  readonly found: readonly Export[]
  readonly open: boolean
}

/** A longer file is one that a bundler has made. */
const longest = 1_000_000

/** Reads what a file exports by the look of its lines: nothing is run, and what is unusual is `open`. Linear in the text. */
export function exportsOf(path: string, text: string): Exports {
  if (text.length > longest) return { found: [], open: true }
  return path.endsWith('.py') ? ofPython(text) : ofJavaScript(text)
}

const declared = /(?:^|[;\n}])[ \t]*export[ \t]+(?:(default)\b|(?:async[ \t]+)?(?:function[ \t]*\*?|const|let|var|class)[ \t]+([\w$]+))/g
const assigned = /\bexports\.([\w$]+)[ \t]*=/g
const listed = /\bexport[ \t]*\{([^{}]{0,5000})\}/g
const object = /\bmodule\.exports[ \t]*=[ \t]*\{/g
const openJavaScript =
  /\bexport[ \t]*\*|\bmodule\.exports[ \t]*=(?![ \t]*\{)|__exportStar|Object\.(assign|defineProperty)\((module\.)?exports/

function ofJavaScript(text: string): Exports {
  const found = [...named(text, declared), ...named(text, assigned)]
  let open = openJavaScript.test(text)
  for (const match of text.matchAll(listed))
    for (const part of match[1]!.matchAll(/[^,]+/g)) {
      const name = /[\w$]+(?=\s*$)/.exec(part[0])
      if (name !== null) found.push({ name: name[0], offset: match.index + match[0].indexOf('{') + 1 + part.index + name.index })
    }
  // the last one counts, and only one is looked into
  const last = [...text.matchAll(object)].at(-1)
  if (last !== undefined) {
    const members = membersOf(text, last.index + last[0].length)
    found.push(...members.found)
    open ||= members.open
  }
  return { found, open }
}

const memberName = /^\s*(?:async\s+)?\*?\s*['"]?([\w$]+)/

/** The names of an object's members, from behind its brace. */
function membersOf(text: string, from: number): Exports {
  const found: Export[] = []
  let open = false
  let depth = 0
  let start = from
  for (let at = from; at < text.length; at++) {
    const char = text[at]!
    const comment = char === '/' && (text[at + 1] === '/' ? '\n' : text[at + 1] === '*' ? '*/' : undefined)
    if (comment || char === "'" || char === '"' || char === '`') {
      const end = text.indexOf(comment || char, at + 1)
      if (end === -1) return { found, open: true }
      at = end
    } else if ('{[('.includes(char)) depth++
    else if (depth > 0 && '}])'.includes(char)) depth--
    else if (depth === 0 && (char === ',' || char === '}')) {
      const part = text.slice(start, at)
      const plain = part.slice(0, 500).replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length))
      const name = memberName.exec(plain)?.[1]
      if (name !== undefined) found.push({ name, offset: start + plain.indexOf(name) })
      else if (plain.trim() !== '') open = true
      if (char === '}') return { found, open }
      start = at + 1
    }
  }
  return { found, open: true }
}

const pythonNames = /^(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*(?::[^=\n]*)?=(?!=)|class[ \t]+(\w+))/gm
const pythonImports = /^from[ \t]+\S+[ \t]+import[ \t]+(.*)$/gm

function ofPython(text: string): Exports {
  const found = named(text, pythonNames)
  let open = false
  for (const match of text.matchAll(pythonImports)) {
    const list = match[1]!
    if (/[(*\\]/.test(list)) open = true
    else
      for (const part of list.matchAll(/[^,]+/g)) {
        const name = /\w+(?=\s*(?:#.*)?$)/.exec(part[0])
        if (name !== null) found.push({ name: name[0], offset: match.index + match[0].length - list.length + part.index + name.index })
      }
  }
  return { found, open }
}

const named = (text: string, pattern: RegExp): Export[] =>
  [...text.matchAll(pattern)].map((match) => {
    const name = match.slice(1).find((group) => group !== undefined)!
    return { name, offset: match.index + match[0].lastIndexOf(name) }
  })
