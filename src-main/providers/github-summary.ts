import { readJsonPath, readJsonText } from '#shared/rules/json-path.ts'
import { plural } from './count-words.ts'

type Parts = readonly (string | null)[]

const numbered = (json: unknown, noun: string): string | null => {
  const number = readJsonText(json, `${noun}.number`)
  const title = readJsonText(json, `${noun}.title`)
  return number === null ? title : `#${number} ${title ?? ''}`
}

const shortRef = (ref: string | null): string | null => ref?.replace(/^refs\/(heads|tags)\//, '') ?? null

function push(json: unknown): Parts {
  const commits = readJsonPath(json, 'commits')
  const count = Array.isArray(commits) ? `${commits.length} ${plural('commit', commits.length)}` : null
  const what = readJsonPath(json, 'deleted') === true ? 'deleted' : count
  return [shortRef(readJsonText(json, 'ref')), what, readJsonText(json, 'pusher.name')]
}

const result = (json: unknown, noun: string): string | null =>
  readJsonText(json, `${noun}.conclusion`) ?? readJsonText(json, `${noun}.status`)

const ref = (json: unknown): Parts => [
  [readJsonText(json, 'ref_type'), readJsonText(json, 'ref')].filter(Boolean).join(' '),
  readJsonText(json, 'sender.login'),
]

const sender = (json: unknown): Parts => [
  readJsonText(json, 'repository.full_name'),
  readJsonText(json, 'sender.login'),
]

/** The telling parts of each event; an event that is not here tells its repository and who sent it. */
const tellers: ReadonlyMap<string, (json: unknown) => Parts> = new Map([
  ['ping', (json) => [readJsonText(json, 'zen')]],
  ['push', push],
  ['pull_request', (json) => [numbered(json, 'pull_request')]],
  ['pull_request_review', (json) => [numbered(json, 'pull_request'), readJsonText(json, 'review.state')]],
  ['pull_request_review_comment', (json) => [numbered(json, 'pull_request'), readJsonText(json, 'comment.user.login')]],
  ['issues', (json) => [numbered(json, 'issue')]],
  ['issue_comment', (json) => [numbered(json, 'issue'), readJsonText(json, 'comment.user.login')]],
  ['discussion', (json) => [numbered(json, 'discussion')]],
  [
    'workflow_run',
    (json) => [
      readJsonText(json, 'workflow_run.name'),
      result(json, 'workflow_run'),
      readJsonText(json, 'workflow_run.head_branch'),
    ],
  ],
  ['workflow_job', (json) => [readJsonText(json, 'workflow_job.name'), result(json, 'workflow_job')]],
  ['check_run', (json) => [readJsonText(json, 'check_run.name'), result(json, 'check_run')]],
  [
    'check_suite',
    (json) => [result(json, 'check_suite'), readJsonText(json, 'check_suite.head_sha')?.slice(0, 7) ?? null],
  ],
  ['release', (json) => [readJsonText(json, 'release.tag_name'), readJsonText(json, 'release.name')]],
  [
    'security_advisory',
    (json) => [readJsonText(json, 'security_advisory.severity'), readJsonText(json, 'security_advisory.summary')],
  ],
  ['create', ref],
  ['delete', ref],
  ['status', (json) => [readJsonText(json, 'context'), readJsonText(json, 'state')]],
  [
    'deployment_status',
    (json) => [readJsonText(json, 'deployment_status.environment'), readJsonText(json, 'deployment_status.state')],
  ],
] satisfies [string, (json: unknown) => Parts][])

/** What an event of GitHub says: `main · 3 commits · octocat`, `#1482 Retry budget`. */
export const githubSummary = (event: string | null, json: unknown): Parts => (tellers.get(event ?? '') ?? sender)(json)
