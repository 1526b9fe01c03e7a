interface DetailTabsProps {
  readonly tabs: readonly (readonly [id: string, title: string])[]
  readonly chosen: string
  readonly choose: (id: string) => void
}

/** The tabs of what is looked at. Source of the keys: ARIA Authoring Practices Guide, Tabs. */
export function DetailTabs({ tabs, chosen, choose }: DetailTabsProps) {
  const at = tabs.findIndex(([id]) => id === chosen)
  const keys: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }
  return (
    <div
      class="section-tabs"
      role="tablist"
      aria-label="Detail"
      onKeyDown={(event) => {
        const to = keys[event.key]
        if (to === undefined) return
        event.preventDefault()
        const next = (to + tabs.length) % tabs.length
        choose(tabs[next]![0])
        ;(event.currentTarget.children[next] as HTMLElement | undefined)?.focus()
      }}
    >
      {tabs.map(([id, title]) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`section-${id}`}
          aria-controls="detail-section"
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => choose(id)}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
