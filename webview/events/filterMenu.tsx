import { Popover } from '../shared/popover'
import type { CountedField, Counts } from './counts'
import { fields } from './fields'
import { valueName } from './suggest'
import { chosenValues, termsOf, toggled, withoutTerm, withTerm } from './terms'

interface FilterMenuProps {
  readonly filter: string
  readonly counts: Counts
  readonly onFilter: (filter: string) => void
}

/** In the order of the menu. */
const choices: readonly CountedField[] = ['category', 'status', 'type', 'state', 'by']
/** Values that are offered; the box finds the others. */
const most = 60

/** The filter for who does not write it: what there is, with how many events have it, to be marked. */
export function FilterMenu({ filter, counts, onFilter }: FilterMenuProps) {
  const item = termsOf(filter).find(({ field, not }) => field === 'item' && !not)
  return (
    <Popover label="Filter by…" icon="chevronDown" text="Filter by">
      {() => (
        <div class="filter-menu">
          {choices.map((field) => (
            <Choice key={field} field={field} filter={filter} counts={counts} onFilter={onFilter} />
          ))}
          <label class="item-number">
            <span>{fields.item.about}</span>
            <input
              type="number"
              min="0"
              value={item?.values[0]?.text ?? ''}
              onInput={({ currentTarget: { value } }) => {
                const rest = item ? withoutTerm(filter, item) : filter
                onFilter(value === '' ? rest : withTerm(rest, `item:${value}`))
              }}
            />
          </label>
        </div>
      )}
    </Popover>
  )
}

function Choice({ field, filter, counts, onFilter }: FilterMenuProps & { field: CountedField }) {
  const values = [...counts.values(field)].sort(([, a], [, b]) => b - a)
  if (values.length === 0) return null
  const chosen = chosenValues(filter, field)
  return (
    <fieldset>
      <legend>{fields[field].title}</legend>
      {values.slice(0, most).map(([value, count]) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.has(value)} onChange={() => onFilter(toggled(filter, field, value))} />
          <span class="text">{valueName(field, value)}</span>
          <span class="quiet">{count.toLocaleString('en')}</span>
        </label>
      ))}
      {values.length > most && <p class="quiet">{(values.length - most).toLocaleString('en')} more: write their name in the box.</p>}
    </fieldset>
  )
}
