// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { activityCalls } from './calls/activity.ts';
import { appCalls } from './calls/app.ts';
import { asn1Calls } from './calls/asn1.ts';
import { backupCalls } from './calls/backups.ts';
import { certificateCalls } from './calls/certificates.ts';
import { discoveryCalls } from './calls/discovery.ts';
import { revocationCalls } from './calls/revocation.ts';
import { storeCalls } from './calls/stores.ts';
import { tokenModuleCalls } from './calls/token-modules.ts';
import { tokenObjectCalls } from './calls/token-objects.ts';
import { tokenCalls } from './calls/tokens.ts';
import { watchedCalls } from './calls/watched.ts';
import { reminderCalls } from './calls/reminders.ts';
import { deletionCalls } from './calls/deletion.ts';
import { profileCalls, requserverCalls } from './calls/enrolment.ts';
import { serverCalls } from './calls/servers.ts';
import { preflightCalls } from './calls/preflight.ts';
import { renewalCalls } from './calls/renewals.ts';
import { exportCalls } from './calls/exports.ts';
import { importCalls } from './calls/imports.ts';
import { lossCalls } from './calls/losses.ts';
import { protectorCalls } from './calls/protectors.ts';
import { vaultFileCalls } from './calls/vault-files.ts';
import { listFileCalls } from './calls/list-file.ts';
import { anchorCalls, pathCalls } from './calls/trust.ts';
import { releaseCalls } from './calls/releases.ts';
import { timelineCalls } from './calls/timeline.ts';
import { vaultCalls } from './calls/vault.ts';
import { visitCalls } from './calls/visits.ts';
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
  ...requserverCalls,
  ...preflightCalls,
  ...renewalCalls,
  ...visitCalls,
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
