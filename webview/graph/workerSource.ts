import type { Layout } from './layout'
import type { LayoutWorker } from './layouter'
import source from './layoutWorker?source'

/** A worker of the source that the build has put into this script: a page of VS Code may load none of another origin. */
export function startLayoutWorker(): LayoutWorker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  const worker = new Worker(url)
  return {
    postMessage: (request) => worker.postMessage(request),
    hear: (done, failed) => {
      worker.onmessage = ({ data }: MessageEvent<Layout>) => done(data)
      worker.onerror = failed
    },
  }
}
