import { z } from 'zod'
import { SessionId, ViewId } from '#shared/model/id.ts'
import { Session } from '#shared/model/session.ts'
import { Settings } from '#shared/model/settings.ts'
import { Retention } from '#shared/model/source.ts'
import { Status } from '#shared/model/status.ts'
import { Timestamp } from '#shared/model/time.ts'
import { View } from '#shared/model/view.ts'
import { operation, page } from './operation.ts'

export const viewsOperations = {
  'views.list': operation({
    summary: 'List the saved views, oldest first.',
    method: 'GET',
    path: '/views',
    scope: 'read',
    input: z.object({}),
    output: page(View),
  }),
  'views.create': operation({
    summary: 'Save a filter under a name.',
    method: 'POST',
    path: '/views',
    scope: 'write',
    success: 201,
    input: View.pick({ name: true, q: true }),
    output: View,
  }),
  'views.update': operation({
    summary: 'Rename a saved view or change its filter.',
    method: 'PATCH',
    path: '/views/{id}',
    scope: 'write',
    input: View.pick({ name: true, q: true }).partial().extend({ id: ViewId }),
    output: View,
  }),
  'views.delete': operation({
    summary: 'Delete a saved view.',
    method: 'DELETE',
    path: '/views/{id}',
    scope: 'write',
    success: 204,
    input: z.object({ id: ViewId }),
    output: z.null(),
  }),
}

export const sessionOperations = {
  'session.get': operation({
    summary: 'Show who is calling.',
    method: 'GET',
    path: '/session',
    scope: 'read',
    input: z.object({}),
    output: Session,
  }),
  'session.createCode': operation({
    summary: 'Make a one-time code that lets a browser in; it is good for 60 seconds.',
    method: 'POST',
    path: '/session/codes',
    scope: 'own',
    success: 201,
    input: z.object({}),
    output: z.object({ code: z.string(), url: z.url(), expiresAt: Timestamp }),
  }),
  'session.list': operation({
    summary: 'List the browsers that have entered.',
    method: 'GET',
    path: '/sessions',
    scope: 'own',
    input: z.object({}),
    output: page(Session),
  }),
  'session.revoke': operation({
    summary: 'Shut a browser out.',
    method: 'DELETE',
    path: '/sessions/{id}',
    scope: 'own',
    success: 204,
    input: z.object({ id: SessionId }),
    output: z.null(),
  }),
}

export const settingsOperations = {
  'settings.get': operation({
    summary: 'Show the settings.',
    method: 'GET',
    path: '/settings',
    scope: 'read',
    input: z.object({}),
    output: Settings,
  }),
  'settings.update': operation({
    summary: 'Change settings; what is left out stays.',
    method: 'PATCH',
    path: '/settings',
    scope: 'manage',
    input: z.object({ retention: Retention.partial().optional() }),
    output: Settings,
  }),
  'receiving.pause': operation({
    summary: 'Pause receiving: senders get 503 and are asked to come back.',
    method: 'POST',
    path: '/receiving/pause',
    scope: 'manage',
    input: z.object({
      minutes: z.number().positive().max(10_080).nullable().default(null).describe('Left out: until it is resumed.'),
    }),
    output: Status,
  }),
  'receiving.resume': operation({
    summary: 'Receive again.',
    method: 'POST',
    path: '/receiving/resume',
    scope: 'manage',
    input: z.object({}),
    output: Status,
  }),
  'status.get': operation({
    summary: 'Show how Creel is running.',
    method: 'GET',
    path: '/status',
    scope: 'read',
    input: z.object({}),
    output: Status,
  }),
}
