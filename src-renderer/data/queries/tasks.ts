/** All that is known of tasks lies below this key. */
export const tasksKey = ['tasks'] as const
