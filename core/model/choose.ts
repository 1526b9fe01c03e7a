import type { AslDocument, Definition } from '../document'

/**
 * The definition of a document that is meant: the only one, or in a template the one whose logical id is `name`. Else a sentence
 * that says what there is.
 */
export function chooseDefinition({ definitions }: AslDocument, name: string | undefined): Definition | string {
  const chosen = definitions.length > 1 ? definitions.find(({ logicalId }) => logicalId === name) : definitions[0]
  if (chosen !== undefined) return chosen
  if (definitions.length === 0) return 'There is no state machine in it.'
  const ids = definitions.map(({ logicalId }) => `"${logicalId ?? '?'}"`).join(', ')
  return name === undefined ? `It has several state machines; choose one of ${ids}.` : `It has no state machine "${name}"; there is ${ids}.`
}
