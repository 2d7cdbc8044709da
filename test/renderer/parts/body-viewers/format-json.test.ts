import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatJson } from '#shared/json/format-json.ts'
import { jsonInlays } from '#renderer/parts/body-viewers/json-inlays.ts'
import { jsonPlaceAt } from '#renderer/parts/body-viewers/json-path.ts'

test('formatting keeps every number, escape, doubled name and the order as they were written', () => {
  const source = '{"b":12345678901234567890.10,"a":"\\u00e9\\"x\\\\","b":1E5,"e":{},"l":[],"n":[null,true]}'
  expect(formatJson(source).text).toBe(`{
  "b": 12345678901234567890.10,
  "a": "\\u00e9\\"x\\\\",
  "b": 1E5,
  "e": {},
  "l": [],
  "n": [
    null,
    true
  ]
}`)
})

test('any JSON formats as the standard printer would', () => {
  fc.assert(
    fc.property(fc.json(), (source) => {
      expect(formatJson(source).text).toBe(JSON.stringify(JSON.parse(source), null, 2))
    }),
    { numRuns: 500 },
  )
})

test('sorted keys make two orders of the same object alike', () => {
  const one = formatJson('{"a":1,"b":{"d":1,"c":[{"f":1,"e":2}]}}', { sortKeys: true })
  const other = formatJson('{"b":{"c":[{"e":2,"f":1}],"d":1},"a":1}', { sortKeys: true })
  expect(one.text).toBe(other.text)
})

test('what is not JSON is refused with the place', () => {
  expect(() => formatJson('{"a":1,}')).toThrow(/position 7|column 8|line 1/)
  expect(() => formatJson(`${'['.repeat(600)}${']'.repeat(600)}`)).toThrow('nested deeper than 500 levels')
})

test('each line tells its path, its type and its value', () => {
  const json = formatJson('{"data":{"object":{"attempt_count":3,"odd key":["x",{"y":"\\u00e9"}]}},"none":null}')
  const places = json.text.split('\n').map((_, index) => jsonPlaceAt(json, index + 1))
  expect(places.map((place) => place?.path)).toEqual([
    '$',
    '$.data',
    '$.data.object',
    '$.data.object.attempt_count',
    '$.data.object["odd key"]',
    '$.data.object["odd key"][0]',
    '$.data.object["odd key"][1]',
    '$.data.object["odd key"][1].y',
    '$.data.object["odd key"][1]',
    '$.data.object["odd key"]',
    '$.data.object',
    '$.data',
    '$.none',
    '$',
  ])
  expect(places[3]).toMatchObject({ description: 'number · 3', value: '3' })
  expect(places[4]).toMatchObject({ description: 'array · 2 items' })
  expect(places[7]).toMatchObject({ description: 'string · é', value: 'é' })
  expect(places[12]).toMatchObject({ description: 'null', value: 'null' })
  expect(jsonPlaceAt(json, 99)).toBeNull()
})

test('epoch times and counts of bytes are explained, ids of the same length are not', () => {
  const json = formatJson(
    '{"created":1794922260,"user_id":1794922260,"at":1794922260418,"bytes":41200,"count":7,"s":"1794922260"}',
  )
  const inlays = jsonInlays(json)
  expect(inlays.map(({ line }) => line)).toEqual([2, 4, 5])
  expect(inlays[0]?.text).toMatch(/^17 Nov 2026, \d\d:31:00$/)
  expect(inlays[2]?.text).toBe('41 KB')
  expect(jsonInlays(json, 1)).toHaveLength(1)
})
