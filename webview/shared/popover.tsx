import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon, type IconName } from './icons'
import './popover.css'
import { besideButton } from './placing'

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
  const opened = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return
    const dialog = opened.current!
    dialog.showPopover()
    const { left, bottom } = button.current!.getBoundingClientRect()
    const { clientWidth: width, clientHeight: height } = document.documentElement
    const place = besideButton({ left, bottom }, { width: dialog.offsetWidth, height: dialog.offsetHeight }, { width, height })
    dialog.style.left = `${place.left}px`
    dialog.style.top = `${place.top}px`
    dialog.style.maxHeight = `${place.height}px`
    const first = dialog.querySelector<HTMLElement>('input, button') ?? dialog
    first.focus()
    const close = () => setOpen(false)
    const outside = (event: Event) => box.current!.contains(event.target as Node) || close()
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    window.addEventListener('resize', close)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      window.removeEventListener('resize', close)
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
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it may be scrolled, and have nothing else that takes the keyboard
        <div ref={opened} class="popover" popover="manual" role="dialog" aria-label={label} tabIndex={0}>
          {children()}
        </div>
      )}
    </div>
  )
}
