import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(__dirname, '../..')
const pages = ['.', 'docs', 'examples'].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name)),
)

/** `[text](target)` and `![text](target)`; code is left out. */
const targets = (text: string) =>
  [
    ...text
      .replace(/```[\s\S]*?```/g, '')
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map((match) => match[1]!)

test.each(pages)('what %s links to is there', (page) => {
  const missing = targets(readFileSync(path.join(root, page), 'utf8'))
    .filter((target) => !/^(https?:|#)/.test(target))
    .filter((target) => !existsSync(path.join(root, path.dirname(page), target.split('#')[0]!)))
  expect(missing).toEqual([])
})
