import { useEffect, useRef, useState } from 'preact/hooks'
import type { Layout } from './layout'
import type { Bounds } from './paths'
import { fitted, initial, kept, type Size, scales, type Viewport, zoomed } from './viewport'

/** The size of an element, and again whenever it changes; undefined before it is known. */
export function useSize(element: { readonly current: HTMLElement | null }): Size | undefined {
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const target = element.current!
    const observer = new ResizeObserver(() => setSize({ width: target.clientWidth, height: target.clientHeight }))
    observer.observe(target)
    return () => observer.disconnect()
  }, [])
  return size
}

interface Scene {
  readonly layout: Layout | undefined
  readonly size: Size | undefined
  /** What is looked at where nothing was remembered. */
  readonly first: Bounds | undefined
  /** What is remembered of the last time. */
  readonly remembered: Viewport | undefined
  readonly remember: (viewport: Viewport) => void
}

/** Milliseconds without a move after which it is remembered. */
const quiet = 200

/** How a layout is looked at. Undefined before there is a layout, and room for it. */
export function useCamera({ layout, size, first, remembered, remember }: Scene) {
  const [camera, setCamera] = useState<{ readonly viewport: Viewport; readonly isSmooth: boolean }>()
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const begin = () =>
    layout && size && size.width > 0 ? (remembered ? kept(remembered, layout, size) : initial(layout, size, first)) : undefined
  const viewport = camera?.viewport ?? begin()
  const look = (change: (viewport: Viewport) => Viewport, isSmooth = false) => {
    if (!layout || !size || !viewport) return
    setCamera((before) => {
      const next = kept(change(before?.viewport ?? viewport), layout, size)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => remember(next), quiet)
      return { viewport: next, isSmooth }
    })
  }
  return {
    viewport,
    isSmooth: camera?.isSmooth ?? false,
    look,
    /** By steps, around a box where that is in sight, else around the middle. */
    zoom: (steps: number, around: Bounds | undefined) =>
      look((before) => {
        const { width, height } = size!
        const at = around && { x: before.x + (around.x + around.width / 2) * before.scale, y: before.y + around.y * before.scale }
        const isIn = at && at.x > 0 && at.y > 0 && at.x < width && at.y < height
        return zoomed(before, scales.step ** steps, isIn ? at : { x: width / 2, y: height / 2 })
      }, true),
    fit: () => look(() => fitted(layout!, size!), true),
    /** As large as it is. */
    whole: () => look((now) => zoomed(now, 1 / now.scale, { x: size!.width / 2, y: size!.height / 2 }), true),
    /** Another layout comes: what is looked at is found anew. */
    forget: () => setCamera(undefined),
  }
}
