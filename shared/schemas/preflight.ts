// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** What is looked at before an application (E10), in the order that it is shown. */
export const preflightSubjects = ['target', 'computer', 'network', 'clock', 'server'] as const;
export type PreflightSubject = (typeof preflightSubjects)[number];

/** `bad`: nothing may be sent; `warn`: a person decides; `unknown`: it could not be looked at. */
export const preflightResults = ['ok', 'warn', 'bad', 'unknown'] as const;
export type PreflightResult = (typeof preflightResults)[number];

/** Each has one result and its words in both languages (shared/i18n/preflight.ts). */
export const preflightFindings = {
  'key-in-vault': 'ok',
  'key-on-token': 'ok',
  'key-by-page': 'ok',
  'computer-own': 'ok',
  'computer-borrowed': 'warn',
  'computer-borrowed-token': 'warn',
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
  /** What its words name: texts of certificates and networks are not ours, and go through the encoder of each sink. */
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PreflightCheck = z.infer<typeof preflightCheckSchema>;

/** Comes back in the place of an answer, before anything was made or sent: what a person has to see first. */
export const lookedSchema = z.strictObject({ state: z.literal('looked'), checks: z.array(preflightCheckSchema) });
/** What was shown, and gone on with; anything else stops again, and who answers in the place of the server always does. */
export const seenFindingsSchema = z.array(preflightFindingSchema).max(preflightSubjects.length);

/** Where the key will be, and with it whether it can ever be copied; `page`: the authority's own page decides. */
export const preflightTargets = ['vault', 'token', 'page'] as const;
export type PreflightTarget = (typeof preflightTargets)[number];

/** A person's answer about the computer, for one application; null: not asked yet. */
export const computerOwnerships = ['own', 'borrowed'] as const;
export type ComputerOwnership = (typeof computerOwnerships)[number];
