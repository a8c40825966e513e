// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { appCalls, operationCalls, settingsCalls } from './calls/app.ts';
import { backupCalls } from './calls/backups.ts';
import { certificateCalls } from './calls/certificates/certificates.ts';
import { deletionCalls } from './calls/certificates/deletion.ts';
import { discoveryCalls } from './calls/certificates/discovery.ts';
import { exportCalls } from './calls/certificates/exports.ts';
import { importCalls } from './calls/certificates/imports.ts';
import { listFileCalls } from './calls/certificates/list-file.ts';
import { lossCalls } from './calls/certificates/losses.ts';
import { reminderCalls } from './calls/certificates/reminders.ts';
import { timelineCalls } from './calls/certificates/timeline.ts';
import { watchedCalls } from './calls/certificates/watched.ts';
import { preflightCalls } from './calls/enrolment/preflight.ts';
import { profileCalls } from './calls/enrolment/profiles.ts';
import { renewalCalls } from './calls/enrolment/renewals.ts';
import { requestCalls } from './calls/enrolment/requests.ts';
import { serverCalls } from './calls/enrolment/servers.ts';
import { webEnrolmentCalls } from './calls/enrolment/web-enrolments.ts';
import { fileCalls, recoverySheetCalls } from './calls/files.ts';
import { overviewCalls } from './calls/overview.ts';
import { practiceCalls } from './calls/practice.ts';
import { releaseCalls } from './calls/releases.ts';
import { storeCalls } from './calls/stores.ts';
import { tokenCalls } from './calls/tokens/tokens.ts';
import { anchorCalls } from './calls/trust/anchors.ts';
import { pathCalls } from './calls/trust/paths.ts';
import { revocationCalls } from './calls/trust/revocation.ts';
import { activityCalls } from './calls/vault/activity.ts';
import { vaultCalls } from './calls/vault/vault.ts';
import type { CallDefinition } from './define.ts';
import { eventSchemas } from './events.ts';

/** The page's calls to main, grouped. The wire name is `group.name`. */
export const contract = {
  activity: activityCalls,
  anchors: anchorCalls,
  app: appCalls,
  backups: backupCalls,
  certificates: certificateCalls,
  deletion: deletionCalls,
  discovery: discoveryCalls,
  exports: exportCalls,
  files: fileCalls,
  imports: importCalls,
  list: listFileCalls,
  losses: lossCalls,
  operations: operationCalls,
  overview: overviewCalls,
  paths: pathCalls,
  practice: practiceCalls,
  preflight: preflightCalls,
  profiles: profileCalls,
  recoverySheet: recoverySheetCalls,
  releases: releaseCalls,
  reminders: reminderCalls,
  renewals: renewalCalls,
  requests: requestCalls,
  revocation: revocationCalls,
  servers: serverCalls,
  settings: settingsCalls,
  stores: storeCalls,
  timeline: timelineCalls,
  tokens: tokenCalls,
  vault: vaultCalls,
  watched: watchedCalls,
  webEnrolments: webEnrolmentCalls,
} as const;

export type Contract = typeof contract;
export type GroupName = keyof Contract;
/** Inferring the parameter of a union of functions intersects the groups. */
type Definitions<G extends GroupName = GroupName> = G extends GroupName
  ? (calls: { [C in keyof Contract[G] & string as `${G}.${C}`]: Contract[G][C] }) => void
  : never;
export type FlatContract = Definitions extends (calls: infer Calls) => void ? Calls : never;
export type CallName = keyof FlatContract;
export type CallInput<N extends CallName> = z.infer<FlatContract[N]['input']>;
export type CallOutput<N extends CallName> = z.infer<FlatContract[N]['output']>;

const definitions: ReadonlyMap<string, CallDefinition> = new Map(
  Object.entries(contract).flatMap(([group, calls]) =>
    Object.entries<CallDefinition>(calls).map(([name, definition]) => [`${group}.${name}`, definition]),
  ),
);

export const callNames = [...definitions.keys()] as readonly CallName[];

export function isCallName(name: string): name is CallName {
  return definitions.has(name);
}

/** Untyped, because the union of all call types costs the linter gigabytes. */
export function definitionOf(name: CallName): CallDefinition {
  const found = definitions.get(name);
  if (found === undefined) throw new TypeError(`no such call: ${name}`);
  return found;
}

export const events = eventSchemas;
export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;
