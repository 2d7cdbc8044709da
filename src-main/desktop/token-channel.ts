/** On this channel the preload asks for the token. It never stands in the arguments of a process, where all could read it. */
export const tokenChannel = 'creel:token'
