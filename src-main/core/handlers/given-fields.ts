/** What a change names; a field that is left out keeps its value. */
export const givenFields = <Fields extends object>(changes: Fields): Partial<Fields> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<Fields>
