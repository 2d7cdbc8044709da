/** All that is known of webhooks lies below this key. */
export const webhooksKey = ['webhooks']
