import { z } from 'zod'

/** Senders that publish the addresses which their webhooks come from. */
export const RangesName = z.enum(['github', 'paddle', 'stripe'])
export type RangesName = z.infer<typeof RangesName>

/** The published addresses of a sender: where they stand, and of when our copy of that is. */
export type SenderRanges = { ranges: readonly string[]; source: string; readOn: string }

/**
 * Dated data: a sender may change its addresses at any time. Where it does, an allow-list with its name refuses it until
 * Creel is brought up to date, or the new addresses are added beside the name.
 */
export const senderRanges: Record<RangesName, SenderRanges> = {
  github: {
    source: 'https://api.github.com/meta, field hooks',
    readOn: '2026-11-26',
    ranges: [
      '192.30.252.0/22',
      '185.199.108.0/22',
      '140.82.112.0/20',
      '143.55.64.0/20',
      '2a0a:a440::/29',
      '2606:50c0::/32',
    ],
  },
  paddle: {
    source: 'https://developer.paddle.com/webhooks/respond-to-webhooks, live and sandbox',
    readOn: '2026-11-26',
    ranges: [
      '34.232.58.13',
      '34.195.105.136',
      '34.237.3.244',
      '35.155.119.135',
      '52.11.166.252',
      '34.212.5.7',
      '34.194.127.46',
      '54.234.237.108',
      '3.208.120.145',
      '44.226.236.210',
      '44.241.183.62',
      '100.20.172.113',
    ],
  },
  stripe: {
    source: 'https://stripe.com/files/ips/ips_webhooks.json',
    readOn: '2026-09-04',
    ranges: [
      '3.18.12.63',
      '3.69.109.8',
      '3.120.168.93',
      '3.130.192.231',
      '13.235.14.237',
      '13.235.122.149',
      '18.211.135.69',
      '35.154.171.200',
      '35.157.207.129',
      '52.15.183.38',
      '54.88.130.119',
      '54.88.130.237',
      '54.187.174.169',
      '54.187.205.235',
      '54.187.216.72',
    ],
  },
}

/** The addresses of an allow-list: names of senders are their published ranges. */
export const namedRanges = (entries: readonly string[]): string[] =>
  entries.flatMap((entry) => {
    const name = RangesName.safeParse(entry)
    return name.success ? senderRanges[name.data].ranges : [entry]
  })
