import { config } from 'zod'

// Zod tries `new Function` when a schema is made; the page's policy forbids it, and each try would be reported.
config({ jitless: true })
