import { type Fix, textData } from './request'

/** Commas: one that is missing, one too many; and comments, which JSON does not have. */
export const syntaxFix: Fix = {
  codes: ['INVALID_JSON_DESCRIPTION'],
  all: true,
  fix({ offset, length, ...problem }, request) {
    const { text } = request.document
    switch (textData({ offset, length, ...problem }, 'missing')) {
      case 'trailingComma':
        return [{ title: 'Remove the comma', edits: [{ offset, length, text: '' }], preferred: true }]
      case 'commaBehind':
        return [{ title: 'Add a comma', edits: [{ offset: offset + length, length: 0, text: ',' }], preferred: true }]
      case 'quote':
        return [{ title: 'Remove the quote', edits: [{ offset, length, text: '' }], preferred: true }]
      case 'comma': {
        const end = text.slice(0, offset).trimEnd().length
        return [{ title: 'Add a comma', edits: [{ offset: end, length: 0, text: ',' }], preferred: true }]
      }
      case 'comment':
        return [{ title: 'Remove the comment', edits: [{ offset, length, text: '' }] }]
      default:
        return []
    }
  },
}
