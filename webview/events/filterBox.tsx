import { useRef, useState } from 'preact/hooks'
import { Icon } from '../shared/icons'
import type { Counts } from './counts'
import { type Suggestion, suggestionsAt, taken } from './suggest'

interface FilterBoxProps {
  readonly filter: string
  readonly counts: Counts
  readonly onFilter: (filter: string) => void
  /** The keyboard goes on in the list. */
  readonly onLeave: () => void
}

/** The filter as a text, with what may stand at the cursor below it. Source of the keys: ARIA Authoring Practices Guide, Combobox. */
export function FilterBox({ filter, counts, onFilter, onLeave }: FilterBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  const [cursor, setCursor] = useState(0)
  const [active, setActive] = useState(-1)
  const suggestions = open ? suggestionsAt(filter, cursor, counts) : []
  const shown = suggestions.length > 0
  const move = () => setCursor(input.current!.selectionStart ?? 0)
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const take = (suggestion: Suggestion) => {
    const next = taken(filter, suggestion)
    onFilter(next.filter)
    input.current!.value = next.filter
    input.current!.setSelectionRange(next.cursor, next.cursor)
    input.current!.focus()
    setCursor(next.cursor)
    setActive(-1)
    // behind a field its values are to be seen
    setOpen(suggestion.text.endsWith(':'))
  }
  const step = (by: number) => {
    if (!shown) {
      move()
      setOpen(true)
    } else setActive((active + by + suggestions.length + (active < 0 && by < 0 ? 1 : 0)) % suggestions.length)
  }
  const keys: Record<string, () => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => {
      if (shown && active >= 0) return take(suggestions[active]!)
      if (!shown) onLeave()
      close()
    },
    Escape: () => (shown ? close() : onFilter('')),
    ...(shown && active >= 0 && { Tab: () => take(suggestions[active]!) }),
  }
  return (
    <div class="filter">
      <Icon name="filter" />
      <input
        ref={input}
        type="text"
        role="combobox"
        placeholder="Filter: text, type:TaskFailed, state:…, item:12"
        aria-label="Filter events"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls="filter-suggestions"
        aria-activedescendant={shown && active >= 0 ? `suggestion-${active}` : undefined}
        spellcheck={false}
        autocomplete="off"
        value={filter}
        onInput={(event) => {
          onFilter(event.currentTarget.value)
          move()
          setActive(-1)
          setOpen(true)
        }}
        onClick={move}
        onBlur={close}
        onKeyDown={(event) => {
          const action = event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key) ? undefined : keys[event.key]
          if (action === undefined) return
          event.preventDefault()
          event.stopPropagation()
          action()
        }}
        onKeyUp={(event) => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key) && move()}
      />
      {filter && (
        <button type="button" class="action" aria-label="Clear the filter" title="Clear the filter" onClick={() => onFilter('')}>
          <Icon name="clear" />
        </button>
      )}
      <div id="filter-suggestions" class="suggestions" role="listbox" aria-label="What the filter can say" hidden={!shown}>
        {suggestions.map((suggestion, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the box has the focus, and says which one is active
          <div
            key={suggestion.label}
            id={`suggestion-${i}`}
            role="option"
            aria-selected={i === active}
            class={i === active ? 'suggestion active' : 'suggestion'}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(suggestion)}
          >
            <span class="text">{suggestion.label}</span>
            <span class="quiet">{suggestion.about}</span>
          </div>
        ))}
      </div>
    </div>
  )
}
