// https://docs.stripe.com/currencies: amounts are in the smallest unit, and these have no hundredths.
const zeroDecimal = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '))
const threeDecimal = new Set('BHD JOD KWD OMR TND'.split(' '))
const known = new Set(Intl.supportedValuesOf('currency'))
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(code: string, decimals: number): Intl.NumberFormat {
  const kept = formats.get(code)
  if (kept) return kept
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const made = new Intl.NumberFormat('en-US', { style: 'currency', currency: code, ...digits })
  formats.set(code, made)
  return made
}

/** An amount in the smallest unit as people write it: 14900 and `usd` are `$149.00`, 500 and `jpy` are `¥500`. */
export function formatMinorUnits(amount: number, currency: string): string | null {
  const code = currency.toUpperCase()
  if (!Number.isSafeInteger(amount) || !/^[A-Z]{3}$/.test(code)) return null
  const decimals = zeroDecimal.has(code) ? 0 : threeDecimal.has(code) ? 3 : 2
  const value = amount / 10 ** decimals
  return known.has(code) ? formatOf(code, decimals).format(value) : `${value.toFixed(decimals)} ${code}`
}
