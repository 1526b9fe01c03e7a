import { anyLong } from '../../core/base/longTimer'
import type { Journal } from '../../core/interpreter/journal'
import { beginRun, type Run } from '../../core/run/prepare'
import { rest, webPorts } from './ports'

/** The debug adapter's `System` in a web worker. Paths are URIs of any scheme; `read` asks whoever has the files. */
export const webSystem = (read: (uri: string) => Promise<string | undefined>) => ({
  files: {
    async read(path: string) {
      const text = await read(path)
      if (text === undefined) throw new Error('there is no such file')
      return text
    },
    reason: (error: unknown) => (error instanceof Error ? error.message : String(error)),
    resolve: (path: string, from?: string) => (from === undefined || /^\w\w+:/.test(path) ? path : new URL(encodeURI(path), from).href),
    same: (a: string, b: string) => a === b,
    spelling: (path: string) => path,
    uriOf: (path: string) => path,
    pathOf: (text: string) => text,
  },
  begin: (run: Run, { journal, ...options }: Parameters<typeof webPorts>[0] & { readonly journal?: Journal }) =>
    beginRun(run, webPorts(options), journal),
  ports: webPorts({ task: () => ({ kind: 'timedOut' }), seed: 'debugger' }),
  rest,
  clock: () => performance.now(),
  after: anyLong((milliseconds, then) => {
    const timer = setTimeout(then, milliseconds)
    return () => clearTimeout(timer)
  }),
  trace: () => undefined,
})
