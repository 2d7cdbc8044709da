import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { formatMinorUnits } from './currency.ts'

/** Where an object keeps the amount that its event is about; the first that is there counts. */
const amountFields = ['amount_due', 'amount_total', 'amount', 'total', 'plan.amount']

function amount(object: unknown): string | null {
  const currency = readJsonText(object, 'currency') ?? readJsonText(object, 'plan.currency')
  const found = amountFields.map((field) => readJsonPath(object, field)).find((value) => typeof value === 'number')
  return typeof found === 'number' && currency !== null ? formatMinorUnits(found, currency) : null
}

const failure = (object: unknown): string | null =>
  readJsonText(object, 'failure_code') ?? readJsonText(object, 'last_payment_error.code')

function card(object: unknown): string | null {
  const brand = readJsonText(object, 'payment_method_details.card.brand')
  return brand && `${brand} ${readJsonText(object, 'payment_method_details.card.last4') ?? ''}`
}

const customer = (object: unknown): string | null =>
  readJsonText(object, 'customer') ?? readJsonText(object, 'customer.id') ?? readJsonText(object, 'customer_email')

function changes(json: unknown): string | null {
  const previous = readJsonPath(json, 'data.previous_attributes')
  if (typeof previous !== 'object' || previous === null) return null
  return `${Object.keys(previous).slice(0, 3).join(', ')} changed`
}

/** What an event of Stripe says: `$149.00 · card_declined`, `cus_Q8dR2 · email changed`. */
export function stripeSummary(json: unknown): readonly (string | null)[] {
  const object = readJsonPath(json, 'data.object')
  const money = amount(object)
  const who = customer(object)
  return [
    money,
    failure(object) ?? card(object),
    who,
    money === null && who === null ? readJsonText(object, 'id') : null,
    money === null ? changes(json) : null,
  ]
}
