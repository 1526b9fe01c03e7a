import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

/** Two parts side by side, or one above the other where the panel is narrow, and a sash between them. */
export function Split(props: { share: number; onShare: (share: number) => void; first: ComponentChildren; second: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null)
  const [narrow, setNarrow] = useState(false)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setNarrow(entry!.contentRect.width < 560))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const set = (share: number) => props.onShare(Math.min(0.85, Math.max(0.15, share)))
  const drag = (event: PointerEvent) => {
    if (!event.buttons) return
    const { left, top, width, height } = box.current!.getBoundingClientRect()
    set(narrow ? (event.clientY - top) / height : (event.clientX - left) / width)
  }
  const keys: Record<string, number> = narrow ? { ArrowUp: -0.05, ArrowDown: 0.05 } : { ArrowLeft: -0.05, ArrowRight: 0.05 }
  return (
    <div ref={box} class={narrow ? 'split narrow' : 'split'}>
      <div class="part" style={{ flexBasis: `${props.share * 100}%` }}>
        {props.first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is no hr */}
      <div
        class="sash"
        role="separator"
        tabIndex={0}
        aria-label="Size of the list of events"
        aria-orientation={narrow ? 'horizontal' : 'vertical'}
        aria-valuenow={Math.round(props.share * 100)}
        onPointerDown={(e) => e.currentTarget.setPointerCapture(e.pointerId)}
        onPointerMove={drag}
        onDblClick={() => set(0.55)}
        onKeyDown={(e) => {
          const step = keys[e.key]
          if (step === undefined) return
          e.preventDefault()
          set(props.share + step)
        }}
      />
      <div class="part rest">{props.second}</div>
    </div>
  )
}
