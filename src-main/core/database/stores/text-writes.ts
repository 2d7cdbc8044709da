import type { Database } from 'better-sqlite3'
import { searchableBody, searchableHeaders } from '#main/core/requests/searchable-text.ts'

/** Fills the full-text index. Runs inside a turn of the writer. */
export type TextWrites = {
  /** Indexes up to `limit` requests above the watermark and raises it; answers how many. */
  indexNext: (limit: number) => number
}

type Row = {
  seq: number
  target: string
  pathStart: number
  headers: string
  contentType: string | null
  bytes: Uint8Array | null
}

export function prepareTextWrites(db: Database): TextWrites {
  const next = db.prepare<[number], Row>(`
    select seq, target, pathStart, headers, contentType, body.bytes as bytes
    from request left join body on body.requestSeq = request.seq
    where seq > (select seq from watermark where name = 'requestText')
    order by seq limit ?`)
  const insert = db.prepare('insert into requestText (rowid, path, headers, body) values (?, ?, ?, ?)')
  const advance = db.prepare("update watermark set seq = ? where name = 'requestText'")

  return {
    indexNext(limit) {
      const rows = next.all(limit)
      for (const row of rows) {
        insert.run(row.seq, row.target.slice(row.pathStart), searchableHeaders(row.headers), searchableBody(row))
      }
      const last = rows.at(-1)
      if (last) advance.run(last.seq)
      return rows.length
    },
  }
}
