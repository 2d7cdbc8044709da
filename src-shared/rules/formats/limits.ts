/** The longest source of a template, in letters. */
export const maxTemplateLetters = 200_000

/** The longest payload that one may make, in letters. */
export const maxPayloadLetters = 5_000_000
