import * as vscode from 'vscode'
import { type Assumptions, assumptionsOf } from '../../core/aws/assumptions'

const settings: { readonly [A in keyof Assumptions]: string } = {
  transitionPrice: 'cost.transitionPrice',
  requestPrice: 'cost.requestPrice',
  memoryPrices: 'cost.memoryPrices',
  executionsPerMonth: 'cost.executionsPerMonth',
  expressMemory: 'cost.expressMemory',
  freeTier: 'cost.freeTier',
}

/** What an estimate of costs assumes, as the settings say. */
export function costSettings(): Assumptions {
  const configuration = vscode.workspace.getConfiguration('stepthrough')
  return assumptionsOf((name) => configuration.get(settings[name]))
}
