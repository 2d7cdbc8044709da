import type { Database } from 'better-sqlite3'

/**
 * One step of the schema. Migrations are append-only, stand alone (no imports of the app) and are numbered by tens.
 * `compatible`: an older Creel may go on using the database after this step.
 */
export type Migration = { number: number; name: string; compatible: boolean; up: (db: Database) => void }
