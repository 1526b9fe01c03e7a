import { useEffect, useRef } from 'preact/hooks'
import { Drawing, type DrawingProps } from './drawing'
import { pngOf, svgOf } from './image'

export interface SaveImageProps extends Omit<DrawingProps, 'sight' | 'scale' | 'ids'> {
  readonly kind: 'svg' | 'png'
  readonly title: string
  readonly save: (content: string, encoding: 'utf8' | 'base64') => void
}

/** Draws all of a graph once, where nobody sees it, and gives it as an image. */
export function SaveImage({ kind, title, save, ...drawing }: SaveImageProps) {
  const all = useRef<SVGGElement>(null)
  const { width, height } = drawing.layout
  useEffect(() => {
    const svg = svgOf(all.current!, { width, height }, title)
    if (kind === 'svg') save(svg, 'utf8')
    else void pngOf(svg).then((png) => save(png, 'base64'))
  }, [])
  return (
    <svg class="offstage" width={width} height={height} aria-hidden="true">
      <g ref={all}>
        <Drawing {...drawing} ids="image" sight={{ x: -1e9, y: -1e9, width: 2e9, height: 2e9 }} scale={1} />
      </g>
    </svg>
  )
}
