/** What closing the window means: the app goes on in the tray, unless it is being quit or nothing could bring it back. */
export type Closing = 'close' | 'hide' | 'hide-and-tell'

export function onClose(state: { isQuitting: boolean; hasTray: boolean; wasTold: boolean }): Closing {
  if (state.isQuitting || !state.hasTray) return 'close'
  return state.wasTold ? 'hide' : 'hide-and-tell'
}

/** What is asked before the app is quit while something is still owed; null: nothing has to be asked. */
export function quitQuestion(
  owed: number,
): { message: string; detail: string; buttons: [quit: string, stay: string] } | null {
  if (owed === 0) return null
  const [deliveries, are] = owed === 1 ? ['1 delivery', 'is'] : [`${owed} deliveries`, 'are']
  return {
    message: `${deliveries} ${are} still to be sent`,
    detail: 'Nothing is lost: Creel sends on when it is opened again. Until then senders get no answer.',
    buttons: ['Quit', 'Keep running'],
  }
}
