// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { activityCalls } from './calls/vault/activity.ts';
import { appCalls } from './calls/app.ts';
import { asn1Calls } from './calls/certificates/asn1.ts';
import { backupCalls } from './calls/backups.ts';
import { certificateCalls } from './calls/certificates/certificates.ts';
import { discoveryCalls } from './calls/certificates/discovery.ts';
import { revocationCalls } from './calls/trust/revocation.ts';
import { storeCalls } from './calls/stores.ts';
import { tokenModuleCalls } from './calls/tokens/token-modules.ts';
import { tokenObjectCalls } from './calls/tokens/token-objects.ts';
import { tokenCalls } from './calls/tokens/tokens.ts';
import { watchedCalls } from './calls/certificates/watched.ts';
import { reminderCalls } from './calls/certificates/reminders.ts';
import { deletionCalls } from './calls/certificates/deletion.ts';
import { profileCalls, requestCalls } from './calls/enrolment/enrolment.ts';
import { serverCalls } from './calls/enrolment/servers.ts';
import { preflightCalls } from './calls/enrolment/preflight.ts';
import { renewalCalls } from './calls/enrolment/renewals.ts';
import { exportCalls } from './calls/certificates/exports.ts';
import { importCalls } from './calls/certificates/imports.ts';
import { lossCalls } from './calls/certificates/losses.ts';
import { protectorCalls } from './calls/vault/protectors.ts';
import { vaultFileCalls } from './calls/vault/vault-files.ts';
import { listFileCalls } from './calls/certificates/list-file.ts';
import { anchorCalls, pathCalls } from './calls/trust/trust.ts';
import { releaseCalls } from './calls/releases.ts';
import { timelineCalls } from './calls/certificates/timeline.ts';
import { vaultCalls } from './calls/vault/vault.ts';
import { webEnrolmentCalls } from './calls/enrolment/web-enrolments.ts';
import type { CallDefinition } from './define.ts';
import { eventSchemas } from './events.ts';

export const contract = {
  ...appCalls,
  ...vaultCalls,
  ...certificateCalls,
  ...timelineCalls,
  ...revocationCalls,
  ...listFileCalls,
  ...asn1Calls,
  ...importCalls,
  ...exportCalls,
  ...protectorCalls,
  ...activityCalls,
  ...deletionCalls,
  ...vaultFileCalls,
  ...storeCalls,
  ...discoveryCalls,
  ...watchedCalls,
  ...reminderCalls,
  ...tokenModuleCalls,
  ...tokenCalls,
  ...tokenObjectCalls,
  ...backupCalls,
  ...anchorCalls,
  ...pathCalls,
  ...profileCalls,
  ...requestCalls,
  ...preflightCalls,
  ...renewalCalls,
  ...webEnrolmentCalls,
  ...lossCalls,
  ...serverCalls,
  ...releaseCalls,
} as const;

export type Contract = typeof contract;
export type CallName = keyof Contract;
export type CallInput<N extends CallName> = z.infer<Contract[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<Contract[N]['output']>;

const definitions: Readonly<Record<CallName, CallDefinition>> = contract;

/** Untyped lookup: the union of all call types takes the linter gigabytes. */
export function definitionOf(name: CallName): CallDefinition {
  return definitions[name];
}

export const events = eventSchemas;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
