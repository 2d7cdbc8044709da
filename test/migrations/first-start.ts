// A first start that may be killed at any moment: opens the database `argv[2]`, says so, and waits.
import { openDatabase } from '#main/core/database/open-database.ts'

process.stdout.write('opening\n')
openDatabase(process.argv[2] ?? '', 0)
process.stdout.write('opened\n')
