import type { DiagnosisCause } from '#shared/model/diagnosis.ts'
import { address } from './causes/address.ts'
import { byteOrderMark } from './causes/byte-order-mark.ts'
import { charset } from './causes/charset.ts'
import { clock } from './causes/clock.ts'
import { compression } from './causes/compression.ts'
import { finalNewline } from './causes/final-newline.ts'
import { formDecoded } from './causes/form-decoded.ts'
import { jsonRewritten } from './causes/json-rewritten.ts'
import { lineEndings } from './causes/line-endings.ts'
import { otherRequest } from './causes/other-request.ts'
import { otherScheme } from './causes/other-scheme.ts'
import { otherSecret, removedSecret } from './causes/other-secret.ts'
import { secretEncoding } from './causes/secret-encoding.ts'
import { secretSpaces } from './causes/secret-spaces.ts'
import { signatureAlgorithm } from './causes/signature-algorithm.ts'
import { signatureEncoding } from './causes/signature-encoding.ts'
import { wrongHeader } from './causes/wrong-header.ts'
import type { Trials } from './patient.ts'

/** A missing header is not computed but seen, when nothing else fits. */
type TriedCause = Exclude<DiagnosisCause, 'header-missing'>

const table: Record<TriedCause, Trials> = {
  clock,
  'secret-spaces': secretSpaces,
  'secret-encoding': secretEncoding,
  'removed-secret': removedSecret,
  'other-secret': otherSecret,
  'other-scheme': otherScheme,
  'wrong-header': wrongHeader,
  'signature-encoding': signatureEncoding,
  'signature-algorithm': signatureAlgorithm,
  address,
  'final-newline': finalNewline,
  'line-endings': lineEndings,
  'byte-order-mark': byteOrderMark,
  charset,
  'json-rewritten': jsonRewritten,
  'form-decoded': formDecoded,
  compression,
  'other-request': otherRequest,
}

/** All causes that are computed, in the order in which they are tried: the cheap and the frequent first. */
export const causes = Object.entries(table) as [TriedCause, Trials][]
