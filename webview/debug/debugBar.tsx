import type { DebugCommand } from '../messages'
import { Icon, type IconName } from '../shared/icons'
import type { Store } from '../store'
import './debug.css'
import { Scrubber } from './scrubber'
import { aboutStop, pausedText, stageText } from './words'

/** Where the debugger stands and why, what it can do, and the run to go about in. */
export function DebugBar({ store }: { store: Store }) {
  const { debug, timeline, said, shown } = store
  if (shown === undefined || shown.kind === 'preview' || timeline.items.length === 0) return null
  return (
    <div class="debug-bar">
      {debug.standing && <Paused store={store} />}
      {debug.isPast && (
        <span class="place">
          As of event {debug.now.toLocaleString('en')}
          <button type="button" class="link" onClick={() => store.lookAtAll()}>
            Show the whole run
          </button>
        </span>
      )}
      <Scrubber store={store} />
      {said && (
        <p class="said" role="alert">
          {said}
        </p>
      )}
    </div>
  )
}

const commands: readonly { readonly command: DebugCommand; readonly title: string; readonly icon: IconName }[] = [
  { command: 'reverse', title: 'Reverse', icon: 'reverse' },
  { command: 'stepBack', title: 'Step Back', icon: 'stepBack' },
  { command: 'stepOver', title: 'Step Over', icon: 'stepOver' },
  { command: 'stepInto', title: 'Step Into', icon: 'stepInto' },
  { command: 'continue', title: 'Continue', icon: 'started' },
]

function Paused({ store }: { store: Store }) {
  const { debug, kept } = store
  const standing = debug.standing!
  const { thread } = debug
  const stage = thread && stageText(thread)
  const about = aboutStop(standing)
  const at = thread?.state && ` at ${thread.state.name}`
  const around = [thread && thread.name !== 'Machine' && ` in ${thread.name}`, stage && ` (${stage})`, about && ` ${about}`]
  const whole = [pausedText(standing), at, ...around].filter(Boolean).join('')
  return (
    <>
      <span class="place" title={whole}>
        <span role="status">
          <Icon name="pause" />
          {pausedText(standing)}
          {thread?.state && (
            <>
              {' at '}
              <strong>{thread.state.name}</strong>
            </>
          )}
          <span class="quiet">{around}</span>
        </span>
      </span>
      <span class="commands" role="toolbar" aria-label="Debugger">
        {commands.map(({ command, title, icon }) => (
          <button
            key={command}
            type="button"
            class="action"
            title={title}
            aria-label={title}
            onClick={() => store.send({ type: 'debug', command, threadId: thread?.threadId ?? standing.threadId })}
          >
            <Icon name={icon} />
          </button>
        ))}
        <button
          type="button"
          class="action"
          aria-pressed={kept.along}
          title="Debugger goes along with the selection"
          aria-label="Debugger goes along with the selection"
          onClick={() => store.set({ along: !kept.along })}
        >
          <Icon name="along" />
        </button>
      </span>
    </>
  )
}
