import type { EnvelopeEvent } from '#shared/rules/envelopes.ts'
import type { TemplateContent, TemplateFault } from '#shared/model/template.ts'

/** `isUnusable`: no event could be rendered by it. */
export type Faulty = { kind: 'faulty'; fault: TemplateFault; isUnusable: boolean }

/** What a source makes of an event. `skipped`: its transform wants nothing to be sent. */
export type Rendered = { kind: 'rendered'; text: string; tookMs: number } | { kind: 'skipped' } | Faulty

/** A field of an event that a template asks for, such as `data.customer.name`, and where. */
export type FieldUse = { path: string; line: number; column: number; hasDefault: boolean }

/** What of a version is run. */
export type SourceOfTemplate = Omit<TemplateContent, 'tests' | 'contentType'>

/** What the sandbox is asked; values only, so that nothing of the asking side can be reached. */
export type SandboxJob =
  | { kind: 'render'; content: SourceOfTemplate; event: EnvelopeEvent }
  | { kind: 'fields'; source: string }

export type ResultOf<Job extends SandboxJob> = Job extends { kind: 'render' } ? Rendered : FieldUse[]

/**
 * `stopped`: it did not end in time, or took its thread down. `busy`: too much waits already, or Creel stops; nothing
 * was tried.
 */
export type SandboxAnswer<Result> =
  | { kind: 'done'; result: Result }
  | { kind: 'stopped'; reason: string }
  | { kind: 'busy' }

/**
 * Runs what people wrote, apart from everything: no file, no network, no environment, killed at its deadline. Jobs of
 * one `owner` wait for each other, so that none of them can keep the others waiting. Never throws.
 */
export type RunInSandbox = <Job extends SandboxJob>(owner: string, job: Job) => Promise<SandboxAnswer<ResultOf<Job>>>
