import { anyObject, oneOf, type Schema, text } from '../../jsonSchema'

/** What is meant: a file or a definition. */
export const sourceMembers: { readonly [name: string]: Schema } = {
  'file?': text(
    'The definition in JSON or YAML, or a SAM, CloudFormation or Serverless template; relative to the working folder. Either this or definition.',
  ),
  'definition?': anyObject('The definition itself, an object. Either this or file.'),
}

/** What both `run` and `test_state` take. */
export const answerMembers: { readonly [name: string]: Schema } = {
  'unmocked?': oneOf('What a task without an answer does: the run ends, or its result is its input. Default fail.', 'fail', 'echo'),
  'seed?': { type: ['string', 'integer'], description: 'The seed of the random functions. Two runs with one seed are the same.' },
  'variables?': anyObject('Variables to begin with.'),
  'context?': anyObject('More of the context object.'),
}

/** Says of an answer what is not whole. */
export const noteMember: Schema = text('What has been left out or cut, where something has.')
