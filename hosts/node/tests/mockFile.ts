import { dirname, resolve } from 'node:path'
import { openConfig } from '../tasks/config'
import type { Suite } from './suite'

/** A stepthrough.json in the place of the one that a suite names, or `none`; undefined: the suite's own, or the nearest. */
export const configOf = ({ file, path }: Suite, config: string | undefined): string | undefined =>
  config ?? (file.config === false ? 'none' : file.config && resolve(dirname(path), file.config))

/** The mock file of a suite whose cases need one: its own, or that of its stepthrough.json. An absolute path. */
export async function mockFileOf(suite: Suite, root: string, config: string | undefined): Promise<string | undefined> {
  const { mockConfig, definition, cases } = suite
  if (mockConfig !== undefined || definition === undefined || cases.every(({ testCase }) => testCase === undefined)) return mockConfig
  const opened = await openConfig({ definition, config: configOf(suite, config), root })
  return opened.kind === 'config' && opened.config.mockConfig !== undefined ? resolve(opened.folder, opened.config.mockConfig) : undefined
}
