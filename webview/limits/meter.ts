/** How near something is to a limit. */
export interface Meter {
  /** 0 to 1, and more beyond the limit. */
  readonly share: number
  /** `near`: 80 % and more; `reached`: all of it. */
  readonly level: 'fine' | 'near' | 'reached'
}

export function meterOf(value: number, limit: number): Meter {
  const share = limit > 0 ? value / limit : 0
  return { share, level: share >= 1 ? 'reached' : share >= 0.8 ? 'near' : 'fine' }
}

/** "0.4 %", "83 %": never 100 % before it is. */
export function shareText(share: number): string {
  const percent = share * 100
  if (percent >= 10) return `${Math.floor(percent).toLocaleString('en')} %`
  return percent > 0 && percent < 0.1 ? 'under 0.1 %' : `${Number((Math.floor(percent * 10) / 10).toFixed(1))} %`
}

/** "$0.0000031", "$0.25", "$1,234.50": two digits that count where it is less than a cent. */
export function moneyText(dollars: number): string {
  if (dollars === 0) return '$0'
  if (dollars >= 0.01) return `$${dollars.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
  return `$${dollars.toLocaleString('en', { maximumSignificantDigits: 2 })}`
}
