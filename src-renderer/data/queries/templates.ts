/** All that is known of templates lies below this key. */
export const templatesKey = ['templates'] as const
