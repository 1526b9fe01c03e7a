import { rules } from '../rule'

/** What only a template with its files can tell. */
export const templateRules = rules({
  MISSING_DEFINITION_FILE: {
    severity: 'error',
    sentence: 'The file that a template names as a definition is there',
    source: 'AWS SAM: AWS::Serverless::StateMachine, DefinitionUri',
  },
})
