/** How many times as many jobs as run at a time may have begun, and not be heard yet. */
const ahead = 8

/**
 * Does jobs at once, so many at a time and begun in their order. What each tells is heard in the order of the jobs, as soon as all before it have ended. Resolves when
 * the last has ended; rejects with the first job that does.
 */
export async function inOrder<T>(jobs: readonly T[], most: number, work: (job: T, tell: (what: () => void) => void) => Promise<void>) {
  const told: (() => void)[][] = jobs.map(() => [])
  const ended = jobs.map(() => false)
  let heard = 0
  let next = 0
  /** Jobs that wait for what was told to be heard: it is kept until then. */
  const waiting: (() => void)[] = []
  const hear = () => {
    for (; heard < jobs.length; heard++) {
      for (const what of told[heard]!.splice(0)) what()
      if (!ended[heard]) return
      for (const go of waiting.splice(0)) go()
    }
  }
  const worker = async () => {
    while (next < jobs.length) {
      if (next - heard >= most * ahead) {
        await new Promise<void>((resolve) => waiting.push(resolve))
        continue
      }
      const own = next++
      await work(jobs[own]!, (what) => {
        told[own]!.push(what)
        if (own === heard) hear()
      })
      ended[own] = true
      if (own === heard) hear()
    }
  }
  await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, worker))
}
