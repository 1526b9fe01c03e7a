import { Icon, type IconName } from './icons'

interface Tab {
  readonly id: string
  readonly title: string
  /** Where there is one, the title may go where there is no room for it. */
  readonly icon?: IconName
}

interface TabListProps {
  readonly class: string
  /** What a screen reader calls them. */
  readonly label: string
  /** The id of the element with what the chosen one shows, and what the tabs' own ids begin with. */
  readonly controls: string
  readonly prefix: string
  readonly tabs: readonly Tab[]
  readonly chosen: string
  readonly choose: (id: string) => void
}

/** Tabs of which one is chosen. Source of the keys: ARIA Authoring Practices Guide, Tabs. */
export function TabList({ class: name, label, controls, prefix, tabs, chosen, choose }: TabListProps) {
  const at = tabs.findIndex(({ id }) => id === chosen)
  const keys: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }
  return (
    <div
      class={name}
      role="tablist"
      aria-label={label}
      onKeyDown={(event) => {
        const to = keys[event.key]
        if (to === undefined) return
        event.preventDefault()
        const next = (to + tabs.length) % tabs.length
        choose(tabs[next]!.id)
        ;(event.currentTarget.children[next] as HTMLElement | undefined)?.focus()
      }}
    >
      {tabs.map(({ id, title, icon }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${prefix}-${id}`}
          aria-controls={controls}
          aria-selected={id === chosen}
          tabIndex={id === chosen ? 0 : -1}
          {...(icon && { 'aria-label': title, title })}
          onClick={() => choose(id)}
        >
          {icon ? (
            <>
              <Icon name={icon} />
              <span class="label">{title}</span>
            </>
          ) : (
            title
          )}
        </button>
      ))}
    </div>
  )
}
