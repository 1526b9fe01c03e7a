import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icons'
import './popover.css'

interface PopoverProps {
  /** Of the button and of what it opens. */
  readonly label: string
  readonly icon: IconName
  /** Words beside the icon. */
  readonly text?: string
  readonly children: () => ComponentChildren
}

/** A button that opens something above the page. Escape, a click elsewhere and the focus that leaves close it. */
export function Popover({ label, icon, text, children }: PopoverProps) {
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const first = box.current!.querySelector<HTMLElement>('.popover input, .popover button, .popover')
    first?.focus()
    const outside = (event: Event) => box.current!.contains(event.target as Node) || setOpen(false)
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
    }
  }, [open])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes what is within
    <div
      ref={box}
      class="popover-box"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        event.stopPropagation()
        setOpen(false)
        button.current!.focus()
      }}
    >
      <button
        ref={button}
        type="button"
        class={text === undefined ? 'action' : 'action with-text'}
        title={label}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
        {text}
      </button>
      {open && (
        <div class="popover" role="dialog" aria-label={label} tabIndex={-1}>
          {children()}
        </div>
      )}
    </div>
  )
}
