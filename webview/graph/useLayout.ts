import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { isLight, type LaidOut, Layouter, type LayoutRequest, layOut } from './layouter'
import { startLayoutWorker } from './workerSource'

/**
 * The layout of what is asked. A small one is there at once; of a large one the layout before stays until the worker has made it, and undefined is the
 * answer before the first. `same`: requests with the same text have the same layout.
 */
export function useLayout(request: LayoutRequest | undefined, same: string): LaidOut | undefined {
  const [heavy, setHeavy] = useState<{ readonly same: string; readonly laidOut: LaidOut }>()
  const asked = useRef(same)
  asked.current = same
  const light = useMemo(() => (request && isLight(request) ? layOut(request) : undefined), [same])
  const [layouter] = useState(() => new Layouter(startLayoutWorker, (laidOut) => setHeavy({ same: asked.current, laidOut })))
  useEffect(() => {
    if (request === undefined || light !== undefined) layouter.forget()
    else layouter.request(request)
  }, [same])
  return request && (light ?? heavy?.laidOut)
}
