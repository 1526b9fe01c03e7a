import { Popover } from '../shared/popover'
import { relatedKeys } from './related'

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['↑', '↓', 'Page Up', 'Page Down', 'Home', 'End'], 'Choose an event'],
  [['Enter'], 'Go to its state in the file'],
  [['Escape'], 'Follow the latest event'],
  [[relatedKeys.previous], 'The event before it, in the same branch or item'],
  [[relatedKeys.partner], 'The event that began or ends the same thing'],
  [[relatedKeys.stateBefore, relatedKeys.stateAfter], 'Previous, next event of the state'],
  [[relatedKeys.failureBefore, relatedKeys.failureAfter], 'Previous, next failure'],
  [['/'], 'Write a filter'],
]

const words: readonly (readonly [text: string, what: string])[] = [
  ['card declined', 'Both texts, in names or payloads'],
  ['"card declined"', 'The text with its blank'],
  ['type:TaskFailed,TaskTimedOut', 'One of these types'],
  ['state:pay', 'States with this in their name'],
  ['state:"Pay"', 'The state of this name'],
  ['item:12', 'Item or branch 12, with what is within it'],
  ['status:failed -state:"Pay"', 'Failures, but not those of Pay'],
]

/** What the keys of the list and the words of the filter do. */
export function KeysHelp() {
  return (
    <Popover label="Keys and filters" icon="help">
      {() => (
        <div class="keys-help">
          <h3>In the list</h3>
          <dl>
            {keys.map(([names, what]) => (
              <div key={what}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{name}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <h3>In the filter</h3>
          <dl>
            {words.map(([text, what]) => (
              <div key={text}>
                <dt>
                  <code>{text}</code>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Popover>
  )
}
