import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The package's folder below node_modules that a bundle's input belongs to, or nothing for a file of ours. */
const packageFolder = (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]

/** Packages whose code stands inside the files of another one, so that no bundle names them. */
const inside = { 'jsonpath-plus': ['jsep', '@jsep-plugin/regex', '@jsep-plugin/assignment'] }

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
    const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
    if (file === undefined && !silent.has(license)) throw new Error(`${name} ${version} (${license}) has no licence text to pass on.`)
    const notice = readdirSync(folder).find((entry) => /^notice/i.test(entry))
    const texts = [file, notice].filter((entry) => entry !== undefined && existsSync(path.join(folder, entry)))
    return {
      title: `${name} ${version} (${license})`,
      text: texts.map((entry) => readFileSync(path.join(folder, entry), 'utf8').trim()).join('\n\n'),
    }
  })
  sections.sort((a, b) => (a.title < b.title ? -1 : 1))
  const rule = '-'.repeat(80)
  return `${[
    'Stepthrough contains the following packages. Each is under its own licence.',
    ...sections.map(({ title, text }) => `${rule}\n${title}\n${rule}\n\n${text.replaceAll('\r\n', '\n')}`),
  ].join('\n\n')}\n`
}
