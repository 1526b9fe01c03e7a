import { type ValidateRequest, validate } from '../../../library'
import { anyObject, count, flag, list, object, oneOf, text } from '../../jsonSchema'
import { diagnosticSchema } from '../../schemas'
import { fitting } from '../shown'
import type { Tool } from '../tool'

export const validateTool: Tool = {
  name: 'validate',
  title: 'Check state machines',
  description:
    'Checks definitions of AWS Step Functions state machines (Amazon States Language in JSON or YAML), the definitions inside SAM, CloudFormation and Serverless templates, mock files and test files: structure, transitions, expressions, Resource ARNs, variables. Gives each problem with file, line and column. Use it after every edit of a definition.',
  input: {
    'files?': list(
      text('A file or a folder, relative to the working folder.'),
      'What is checked. Default: the working folder. Not beside definition.',
    ),
    'definition?': anyObject('A definition itself, an object, in the place of files.'),
    'severity?': {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Other severities of rules by their codes: error, warning, information, hint, off.',
    },
    'type?': oneOf('The type that the state machines will have. Default STANDARD.', 'STANDARD', 'EXPRESS'),
  },
  output: object('What is wrong.', {
    valid: flag('There is no error. Warnings may be there.'),
    diagnostics: list(diagnosticSchema('file?'), 'The problems in the order of files and of their texts.'),
    'left?': count('Problems that are not in the list.'),
  }),
  runs: false,
  call: async (given, { limits: { cwd, within } }) => {
    const { files = given.definition === undefined ? ['.'] : undefined, ...rest } = given
    const found = await validate({ ...rest, ...(files !== undefined && { files }), cwd, within } as unknown as ValidateRequest)
    const { rows, left } = fitting(found)
    return { valid: found.every(({ severity }) => severity !== 'error'), diagnostics: rows, ...(left > 0 && { left }) }
  },
}
