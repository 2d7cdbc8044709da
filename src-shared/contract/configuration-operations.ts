import { z } from 'zod'
import { ConfigurationChange } from '#shared/model/configuration.ts'
import { operation } from './operation.ts'

export const configurationOperations = {
  'configuration.export': operation({
    summary: 'Write templates, sources, webhooks and triggers as YAML; secrets stand in it as placeholders.',
    method: 'GET',
    path: '/configuration',
    scope: 'read',
    input: z.object({}),
    output: z.object({
      text: z.string(),
      warnings: z.array(z.string()).describe('Why it would be refused where it is applied, and what to do.'),
    }),
  }),
  'configuration.apply': operation({
    summary:
      'Make and change what a YAML file says, all of it or nothing; nothing is ever deleted. Without apply it only says what would change.',
    method: 'POST',
    path: '/configuration',
    scope: 'manage',
    input: z.object({
      text: z.string().max(5_000_000).describe('The file.'),
      apply: z.boolean().default(false),
      secrets: z
        .record(z.string(), z.string())
        .default({})
        .describe('What the placeholders stand for, by their names.'),
    }),
    output: z.object({
      changes: z.array(ConfigurationChange),
      isApplied: z.boolean(),
      missingSecrets: z
        .array(z.string())
        .describe('Placeholders that nothing was given for; a known one keeps its value.'),
    }),
  }),
}
