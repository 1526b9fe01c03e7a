import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The package's folder below node_modules that a bundle's input belongs to, or nothing for a file of ours. */
const packageFolder = (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]

/** Packages whose code stands inside the files of another one, so that no bundle names them. */
const inside = { 'jsonpath-plus': ['jsep', '@jsep-plugin/regex', '@jsep-plugin/assignment'] }

/** Packages of one repository, of which some have its licence's text and others forgot it: where they may take it from. */
const textOf = { '@aws-sdk': '@aws-sdk/core', '@smithy': '@smithy/core' }

/** Licences that ask for no notice in copies. */
const silent = new Set(['0BSD', 'CC0-1.0', 'Unlicense'])

/**
 * The text of ThirdPartyNotices.txt: for each package that went into a bundle its name, version, licence and the licence's text, as MIT, ISC,
 * Apache-2.0 and BlueOak ask of whoever passes copies on. `inputs`: the paths in esbuild's metafiles. Throws for a package whose text is not there.
 */
export function notices(inputs) {
  const named = new Set(inputs.map(packageFolder).filter(Boolean))
  const hidden = [...named].flatMap((folder) => (inside[path.basename(folder)] ?? []).map((name) => path.join(path.dirname(folder), name)))
  const folders = [...new Set([...named, ...hidden])]
  const sections = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    const find = (where, pattern) => {
      const entry = readdirSync(where).find((each) => pattern.test(each))
      return entry === undefined ? [] : [path.join(where, entry)]
    }
    const sibling = textOf[name.split('/')[0]]
    const licences = [folder, ...(sibling === undefined ? [] : [path.join('node_modules', sibling)])].flatMap((where) =>
      find(where, /^(licen[cs]e|copying)/i),
    )
    if (licences.length === 0 && !silent.has(license)) throw new Error(`${name} ${version} (${license}) has no licence text to pass on.`)
    const files = [...licences.slice(0, 1), ...find(folder, /^notice/i)]
    return {
      title: `${name} ${version} (${license})`,
      text: files.map((file) => readFileSync(file, 'utf8').trim().replaceAll('\r\n', '\n')).join('\n\n'),
    }
  })
  sections.sort((a, b) => (a.title < b.title ? -1 : 1))
  // a text that many packages have stands there once
  const byText = new Map()
  for (const { title, text } of sections) byText.set(text, [...(byText.get(text) ?? []), title])
  const rule = '-'.repeat(80)
  return `${[
    'Stepthrough contains the following packages. Each is under its own licence.',
    ...[...byText].map(([text, titles]) => `${rule}\n${titles.join('\n')}\n${rule}\n\n${text}`),
  ].join('\n\n')}\n`
}
