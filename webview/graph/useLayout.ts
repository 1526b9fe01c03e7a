import { useEffect, useMemo, useState } from 'preact/hooks'
import { isLight, type LaidOut, Layouter, type LayoutRequest, layOut } from './layouter'
import { startLayoutWorker } from './workerSource'

/**
 * The layout of what is asked. A small one is there at once; of a large one the layout before stays until the worker has made it, and undefined is the
 * answer before the first. `same`: requests with the same text have the same layout.
 */
export function useLayout(request: LayoutRequest | undefined, same: string | undefined): LaidOut | undefined {
  const [heavy, setHeavy] = useState<LaidOut>()
  const light = useMemo(() => (request && isLight(request) ? layOut(request) : undefined), [same])
  const [layouter] = useState(() => new Layouter(startLayoutWorker, setHeavy))
  useEffect(() => {
    if (request === undefined || light !== undefined) layouter.forget()
    else layouter.request(request)
  }, [same])
  return request && (light ?? heavy)
}
