/** Where the help on receiving stands, in place of a webhook's id. */
export const inboundHelp = 'inbound'
