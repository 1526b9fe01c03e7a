import source from './layoutWorker?source'

/** A worker of the source that the build has put into this script: a page of VS Code may load none of another origin. */
export function startLayoutWorker(): Worker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
  try {
    return new Worker(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}
