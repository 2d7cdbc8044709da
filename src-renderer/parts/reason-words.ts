const refusals: Record<string, string> = {
  'not-verified': 'Its signature is not verified',
  'address-not-allowed': 'The sender’s address is not allowed',
  'script-reset': 'The script of the source reset the connection',
  'script-silence': 'The script of the source gave no answer',
  imported: 'It was imported, so nobody was answered',
  loop: 'It has gone through Creel too often: it runs in a circle',
}

/** Why a request was turned away or could not be read, for people; what is no code is words already. */
export const reasonWords = (reason: string): string => refusals[reason] ?? reason
