const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The moment of a sample, as short as it can be told apart. */
export const formatTime = (time: string): string => clock.format(new Date(time))
