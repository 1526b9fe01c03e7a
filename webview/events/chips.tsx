import { Icon } from '../shared/icons'
import { fields } from './fields'
import { valueName } from './suggest'
import { type Term, withoutTerm } from './terms'

/** What the filter asks, term by term, each with a way to take it off. */
export function Chips({ filter, terms, onFilter }: { filter: string; terms: readonly Term[]; onFilter: (filter: string) => void }) {
  const asked = terms.filter(({ values }) => values.length > 0)
  if (asked.length === 0) return null
  return (
    <ul class="chips" aria-label="Filters">
      {asked.map((term) => (
        <li key={term.from}>
          <button type="button" class="chip" title={`Take off: ${termName(term)}`} onClick={() => onFilter(withoutTerm(filter, term))}>
            <span class="text">{termName(term)}</span>
            <Icon name="clear" />
          </button>
        </li>
      ))}
      {asked.length > 1 && (
        <li>
          <button type="button" class="link" onClick={() => onFilter('')}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  )
}

function termName({ field, values, not }: Term): string {
  const names = values.map(({ text, whole }) => (field === undefined ? `“${text}”` : whole ? text : valueName(field, text))).join(' or ')
  return `${not ? 'Not ' : ''}${field === undefined ? '' : `${fields[field].title}: `}${names}`
}
