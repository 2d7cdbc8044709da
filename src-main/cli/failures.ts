import type { OperationName, OutputOf } from '#shared/contract/operations.ts'

type Failures = { [Name in OperationName]?: (output: OutputOf<Name>) => boolean }

/** Operations whose answer can tell that what they were to do has failed. */
const failures: Failures = {
  'inbound.sendSample': ({ status }) => status >= 300,
  'toolServers.call': ({ isError }) => isError,
  'webhooks.check': ({ isReachable }) => !isReachable,
}

/** Whether an operation answered that what it was to do has failed: the command ends with 1 then. */
export const tellsFailure = (name: OperationName, output: unknown): boolean =>
  (failures[name] as ((output: unknown) => boolean) | undefined)?.(output) ?? false
