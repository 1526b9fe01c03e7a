import { useEffect, useRef } from 'preact/hooks'
import type { Point } from './paths'
import { panned, type Viewport, zoomed } from './viewport'

/** Less than this is a click with an unsteady hand. */
const least = 4

/**
 * Pans by dragging, and by two fingers; zooms by the wheel and by pinching. `move` is told how to change the viewport; `element`: in which the
 * pointer is heard.
 */
export function usePointer(element: { readonly current: Element | null }, move: (change: (viewport: Viewport) => Viewport) => void) {
  const from = useRef<Point | undefined>(undefined)
  const hasMoved = useRef(false)
  const mover = useRef(move)
  mover.current = move
  useEffect(() => {
    const target = element.current!
    const onWheel = (event: Event) => {
      const { deltaX, deltaY, ctrlKey, metaKey, shiftKey, clientX, clientY, deltaMode } = event as WheelEvent
      event.preventDefault()
      const { left, top } = target.getBoundingClientRect()
      const at = { x: clientX - left, y: clientY - top }
      // A wheel turns in large steps and in one direction; a pinch comes as a wheel with Ctrl.
      const isWheel = deltaMode !== 0 || (deltaX === 0 && Math.abs(deltaY) >= 50)
      const unit = deltaMode === 0 ? 1 : 40
      if (ctrlKey || metaKey || (isWheel && !shiftKey))
        mover.current((viewport) => zoomed(viewport, Math.exp((-deltaY * unit) / (isWheel ? 500 : 100)), at))
      else if (shiftKey && deltaX === 0) mover.current((viewport) => panned(viewport, -deltaY * unit, 0))
      else mover.current((viewport) => panned(viewport, -deltaX * unit, -deltaY * unit))
    }
    // Preact's own listener would be passive: the page would scroll as well.
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  }, [])
  return {
    /** The pointer was dragged since it went down: what comes up is no click. */
    wasDragged: () => hasMoved.current,
    onPointerDown: (event: PointerEvent) => {
      hasMoved.current = false
      if (event.button === 0 || event.button === 1) from.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove: (event: PointerEvent & { readonly currentTarget: Element }) => {
      const start = from.current
      if (start === undefined || event.buttons === 0) return
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y]
      if (!hasMoved.current && Math.hypot(dx, dy) < least) return
      if (!hasMoved.current) event.currentTarget.setPointerCapture(event.pointerId)
      hasMoved.current = true
      from.current = { x: event.clientX, y: event.clientY }
      move((viewport) => panned(viewport, dx, dy))
    },
    onPointerUp: () => {
      from.current = undefined
    },
  }
}
