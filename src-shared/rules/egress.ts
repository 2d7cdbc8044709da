import { z } from 'zod'

/**
 * Where Creel may send to. `local`: to this computer and its network too, for they are what a developer works on.
 * `remote`: to the public internet alone, and to the ranges that an admin allows, for whoever may name a target must
 * not reach what lies behind the server.
 */
export const EgressMode = z.enum(['local', 'remote'])
export type EgressMode = z.infer<typeof EgressMode>

/** A range of IP addresses: an address and the length of its prefix, such as 10.20.0.0/16. */
export const CidrRange = z.union([z.cidrv4(), z.cidrv6()])
