import type { Database } from 'better-sqlite3'

const insertsDelivery = /insert into delivery \(/

/**
 * The product's database as one would write it first: each delivery holds what it sends. The product's own statement
 * is used, with one more column, so that the difference is what referring to the event is worth.
 */
export function withCopiedPayload(db: Database, payload: string): Database {
  db.exec('alter table delivery add column payload text')
  db.function('copied_payload', () => payload)
  return new Proxy(db, {
    get(target, key) {
      if (key !== 'prepare') {
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      }
      return (sql: string) => target.prepare(insertsDelivery.test(sql) ? withPayload(sql) : sql)
    },
  })
}

function withPayload(sql: string): string {
  const copying = sql.replace(/\)(\s*values \(.*)\)/s, ', payload)$1, copied_payload())')
  if (copying === sql) throw new Error('The statement that stores a delivery is another one now.')
  return copying
}
