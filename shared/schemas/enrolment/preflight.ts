// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

export const preflightSubjects = ['target', 'computer', 'network', 'clock', 'server'] as const;
export type PreflightSubject = (typeof preflightSubjects)[number];

/** `bad` blocks sending, except a clock finding the user acknowledged. `warn` asks the user. */
export const preflightResults = ['ok', 'warn', 'bad', 'unknown'] as const;
export type PreflightResult = (typeof preflightResults)[number];

export const preflightFindings = {
  'key-in-vault': 'ok',
  'key-on-token': 'ok',
  'key-by-page': 'unknown',
  'computer-own': 'ok',
  'computer-shared': 'warn',
  'computer-shared-token': 'warn',
  'computer-not-asked': 'unknown',
  'network-wired': 'ok',
  'network-protected': 'ok',
  'network-open': 'warn',
  'network-weak': 'warn',
  'network-portal': 'warn',
  'network-unknown': 'unknown',
  'clock-right': 'ok',
  'clock-off': 'warn',
  'clock-wrong': 'bad',
  'clock-unknown': 'unknown',
  'clock-not-compared': 'unknown',
  'server-known': 'ok',
  'server-trusted': 'ok',
  'server-untrusted': 'warn',
  'server-no-anchor': 'unknown',
  'server-other-authority': 'bad',
  'server-security-software': 'bad',
  'server-debugging-proxy': 'bad',
  'server-other-name': 'bad',
  'server-out-of-time': 'bad',
  'server-unreachable': 'unknown',
  'server-not-asked': 'unknown',
} as const satisfies Readonly<Record<string, PreflightResult>>;
export type PreflightFinding = keyof typeof preflightFindings;

export const preflightFindingSchema = z.enum(
  Object.keys(preflightFindings) as [PreflightFinding, ...PreflightFinding[]],
);

export const preflightCheckSchema = z.strictObject({
  subject: z.enum(preflightSubjects),
  result: z.enum(preflightResults),
  finding: preflightFindingSchema,
  /** Untrusted text, to be encoded for each sink. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PreflightCheck = z.infer<typeof preflightCheckSchema>;

/** The call stopped before creating or sending anything. */
export const preflightOutcomeSchema = z.strictObject({
  state: z.literal('preflight'),
  checks: z.array(preflightCheckSchema),
});
/** Any `warn` or `bad` finding not listed here stops the call. */
export const seenFindingsSchema = z.array(preflightFindingSchema).max(preflightSubjects.length);

export const preflightTargets = ['vault', 'token', 'page'] as const;
export type PreflightTarget = (typeof preflightTargets)[number];

export const computerOwnerships = ['own', 'shared'] as const;
export type ComputerOwnership = (typeof computerOwnerships)[number];
