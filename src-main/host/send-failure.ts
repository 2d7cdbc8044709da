const unknownAuthority =
  'The target’s certificate is signed by an authority that Creel does not trust, or one between them is not sent along. ' +
  'If the authority is yours, give it as tls.authority of the webhook to trust it.'

/** Why nothing came back, by the code of the error. */
const beforeAnswer: Record<string, string> = {
  'timed-out': 'The target took too long to answer.',
  interrupted: 'Creel stopped before the answer came. Whether the target got the request is not known.',
  ECONNREFUSED: 'Nothing listens at the target. Is it running?',
  ENOTFOUND: 'The target’s name is not known. Check the URL.',
  EAI_AGAIN: 'The target’s name could not be looked up. Is there a network?',
  EHOSTUNREACH: 'There is no way to the target from this computer.',
  ENETUNREACH: 'There is no way to the target from this computer.',
  ECONNRESET: 'The target closed the connection before it answered.',
  EPIPE: 'The target closed the connection before it answered.',
  UND_ERR_SOCKET: 'The target closed the connection before it answered.',
  UND_ERR_CONNECT_TIMEOUT: 'The target could not be reached within 10 s.',
  UND_ERR_HEADERS_OVERFLOW: 'The headers of the target’s answer are larger than Creel reads.',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'The target’s answer is not as long as it says.',
  'not-http': 'What the target answered is not HTTP.',
  EPROTO: 'The target does not speak TLS as it should. Is it http rather than https?',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The target does not speak TLS. Is it http rather than https?',
  CERT_HAS_EXPIRED: 'The target’s certificate has expired.',
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'The target’s certificate is self-signed, which Creel does not trust. Give it as tls.authority of the webhook to trust it.',
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: 'The target’s certificate is for another name.',
}

/** Why an answer that had begun is not whole. */
const amidAnswer: Record<string, string> = {
  'timed-out': 'The target began to answer but took too long to finish.',
  interrupted: 'Creel stopped before the answer was whole.',
  ECONNRESET: 'The target broke off in the middle of its answer.',
  UND_ERR_SOCKET: 'The target broke off in the middle of its answer.',
}

/** What happened, for a person; `hasBegun`: a status had come back. */
export function inWords(error: Error & { code?: string }, hasBegun: boolean): { code: string; message: string } {
  const code = error.name === 'HTTPParserError' ? 'not-http' : (error.code ?? 'failed')
  // The guard of egress says itself what it refused, and why.
  if (code === 'forbidden-target') return { code, message: error.message }
  const known = (hasBegun ? amidAnswer[code] : undefined) ?? beforeAnswer[code]
  return { code, message: known ?? `The request could not be sent: ${error.message}.` }
}
