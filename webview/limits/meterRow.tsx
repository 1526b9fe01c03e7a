import type { ComponentChildren } from 'preact'
import { Icon } from '../shared/icons'
import { meterOf, shareText } from './meter'

interface MeterProps {
  readonly name: string
  readonly value: number
  readonly limit: number
  readonly text: (value: number) => string
  /** What there is to say of it. */
  readonly children?: ComponentChildren
}

const words = { fine: undefined, near: 'Near the limit', reached: 'The limit is reached' }

/** A value beside its limit, with a bar, and with a sign where it is near. */
export function MeterRow({ name, value, limit, text, children }: MeterProps) {
  const { share, level } = meterOf(value, limit)
  return (
    <div class={`meter ${level}`}>
      <dt>{name}</dt>
      <dd>
        <Bar share={share} level={level} />
        <span>
          <strong>{text(value)}</strong> of {text(limit)} <span class="quiet">({shareText(share)})</span>
        </span>
        {words[level] && (
          <span class="warning">
            <Icon name="warning" />
            {words[level]}
          </span>
        )}
        {children && <span class="quiet">{children}</span>}
      </dd>
    </div>
  )
}

/** How much of a limit is taken; what is beside it says the same. */
export function Bar({ share, level }: { share: number; level: string }) {
  return (
    <span class={`share-bar ${level}`} aria-hidden="true">
      <span style={{ width: `${Math.min(1, share) * 100}%` }} />
    </span>
  )
}
