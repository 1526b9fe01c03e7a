import type { FunctionEntry } from '../../config/types'

/** The runtimes that bring a bootstrap. */
export type Runtime = 'nodejs' | 'python'

/** How the handlers of a runtime are read. */
export interface RuntimeRow {
  /** What Lambda calls its versions: nodejs22.x. */
  readonly names: RegExp
  /** Of the handler's file, in the order in which they are looked for. */
  readonly extensions: readonly string[]
  /** The path of the module in a handler, without its extension. */
  readonly module: (handler: string) => string
}

/** Source: aws-lambda-nodejs-runtime-interface-client and aws-lambda-python-runtime-interface-client, how they read a handler. */
export const runtimes: Readonly<Record<Runtime, RuntimeRow>> = {
  nodejs: {
    names: /^nodejs(\d+\.x)?$/,
    extensions: ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'],
    // the first dot of the file's own name ends it: `folder/file.object.function`
    module: (handler) => /^(?:.*[\\/])?[^.\\/]*/.exec(handler)![0],
  },
  python: {
    names: /^python(\d+\.\d+)?$/,
    extensions: ['.py', '/__init__.py'],
    // the last one: `folder.module.function` and `folder/module.function`
    module: (handler) => handler.replace(/\.[^.]*$/, '').replaceAll(/(?<=[^./])\.(?=[^./])/g, '/'),
  },
}

const all = Object.entries(runtimes) as [Runtime, RuntimeRow][]

/**
 * How an entry's handler is run. Undefined where no bootstrap does: its runtime is another, or none of its files are there. `exists`: whether there is such a
 * file, from the entry's folder.
 */
export function runtimeOf({ runtime, handler = '' }: FunctionEntry, exists: (file: string) => boolean): Runtime | undefined {
  const named = (row: RuntimeRow) => (runtime === undefined ? fileOf(row, handler, exists) !== undefined : row.names.test(runtime))
  return all.find(([, row]) => named(row))?.[0]
}

/** The file of a handler, from its entry's folder; undefined where there is none. */
export const handlerFile = (runtime: Runtime, handler: string, exists: (file: string) => boolean): string | undefined =>
  fileOf(runtimes[runtime], handler, exists)

const fileOf = ({ extensions, module }: RuntimeRow, handler: string, exists: (file: string) => boolean): string | undefined =>
  extensions.map((extension) => `${module(handler)}${extension}`).find(exists)
