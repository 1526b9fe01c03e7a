/** What the keys of a graph do. */
export interface GraphKeys {
  /** Goes to another state by an arrow key, Home or End. */
  readonly go: (key: string) => void
  readonly pan: (dx: number, dy: number) => void
  /** How far a page is. */
  readonly page: () => number
  /** By steps: 1 nearer, -1 away. */
  readonly zoom: (steps: number) => void
  readonly all: () => void
  /** As large as it is. */
  readonly whole: () => void
  /** Opens the chosen state in the editor. */
  readonly open: () => void
  /** Shows or hides what is in the chosen state. */
  readonly fold: () => void
  readonly breakOn: () => void
  readonly leave: () => void
  readonly search: () => void
}

const step = 60
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [step, 0],
  ArrowRight: [-step, 0],
  ArrowUp: [0, step],
  ArrowDown: [0, -step],
}
const ways = new Set([...Object.keys(arrows), 'Home', 'End'])

const actions: Readonly<Record<string, (keys: GraphKeys) => void>> = {
  '+': ({ zoom }) => zoom(1),
  '=': ({ zoom }) => zoom(1),
  '-': ({ zoom }) => zoom(-1),
  _: ({ zoom }) => zoom(-1),
  0: ({ all }) => all(),
  1: ({ whole }) => whole(),
  Enter: ({ open }) => open(),
  ' ': ({ fold }) => fold(),
  F9: ({ breakOn }) => breakOn(),
  Escape: ({ leave }) => leave(),
  '/': ({ search }) => search(),
  PageDown: ({ pan, page }) => pan(0, -page()),
  PageUp: ({ pan, page }) => pan(0, page()),
}

/** Hears the keys of a graph. */
export function graphKeys(keys: GraphKeys): (event: KeyboardEvent) => void {
  return (event) => {
    const { key, shiftKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    if (event.altKey || (isCommand && key !== 'f')) return
    const arrow = arrows[key]
    if (isCommand) keys.search()
    else if (shiftKey && arrow) keys.pan(...arrow)
    else if (ways.has(key)) keys.go(key)
    else if (Object.hasOwn(actions, key)) actions[key]!(keys)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
}
