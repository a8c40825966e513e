// SPDX-License-Identifier: Apache-2.0
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { maxOnly } from '../../shared/domain/certificates/certificate-states.ts';
import {
  daysLeft,
  dayMs,
  expiringDays,
  recentlyExpiredDays,
} from '../../shared/domain/certificates/certificate-status.ts';
import { isUnsafe } from '../../shared/domain/certificates/needs-replacement.ts';
import { isServerProtocol } from '../../shared/domain/trust/server-protocol.ts';
import type { CertificateSummary } from '../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../shared/schemas/certificates/loss.ts';
import type { PendingRequest } from '../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolment } from '../../shared/schemas/enrolment/web-enrolment.ts';
import type { OverviewTask } from '../../shared/schemas/overview.ts';
import type { RemindedItem } from '../reminders/reminded-items.ts';
import type { BackupCounts } from '../vault/backups/backup-state.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';

export type DueItem = Pick<RemindedItem, 'about' | 'sha256' | 'name' | 'notAfter'>;

export interface TaskFacts {
  /** The vault has keys but no confirmed recovery code. */
  readonly codeMissing: boolean;
  readonly deadlines: readonly DueItem[];
  /** Not replaced, most recently expired first. */
  readonly expired: readonly DueItem[];
  readonly revoked: readonly Pick<CertificateSummary, 'sha256' | 'displayName' | 'supersededBy' | 'loss'>[];
  readonly keyless: {
    readonly count: number;
    readonly rows: readonly Pick<CertificateSummary, 'sha256' | 'displayName'>[];
  };
  readonly losses: readonly {
    readonly sha256: string;
    readonly name: string;
    readonly loss: Loss;
    /** Null if the certificate no longer needs revocation. */
    readonly institution: string | null;
  }[];
  readonly backupCounts: BackupCounts;
  /** Newest first. */
  readonly backups: readonly BackupRow[];
  readonly onlyHere: boolean;
  readonly opensWithCode: boolean;
  /** Includes completed requests. */
  readonly requests: readonly PendingRequest[];
  readonly webEnrolments: readonly WebEnrolment[];
}

export const maxNamed = 3;
const maxInstitutions = 20;
const soonDays = 7;
const lossWork = ['looked', 'notified', 'replaced', 'cleaned'] as const;

/** Most urgent first, one task per kind. */
export function overviewTasks(facts: TaskFacts, now: Date): OverviewTask[] {
  const code = facts.codeMissing ? { kind: 'recovery-code' as const } : null;
  const loss = lossTask(facts.losses);
  const found = [
    ...(facts.losses.some(isAtRisk) ? [loss, code] : [code, loss]),
    arrivedTask(facts.webEnrolments),
    expiredTask(facts, now),
    expiringTask(facts, now),
    backupTask(facts),
    revokedTask(facts),
    keyTask(facts.keyless),
    requestTask(facts, now),
    verifyTask(facts.backups, now),
  ];
  return found.filter((task) => task !== null);
}

/** Others may use the key, and the CA doesn't know yet. */
function isAtRisk({ loss }: TaskFacts['losses'][number]): boolean {
  return loss.kind !== 'lost' && !loss.done.includes('notified');
}

function lossTask(losses: TaskFacts['losses']): OverviewTask | null {
  const isUnconfirmed = ({ loss, institution }: TaskFacts['losses'][number]) =>
    institution !== null && loss.done.includes('notified') && !loss.done.includes('confirmed');
  const open = losses.filter(
    (each) =>
      (isUnsafe(each.loss) && isUnconfirmed(each)) ||
      lossWork.some((step) => !each.loss.done.includes(step) && !(step === 'replaced' && each.loss.replaced)),
  );
  if (open.length === 0) return null;
  const isNotified = ({ loss }: (typeof open)[number]) => loss.done.includes('notified');
  const rank = (each: (typeof open)[number]) => (isNotified(each) ? (isUnconfirmed(each) ? 1 : 2) : 0);
  const ordered = open.toSorted((a, b) => rank(a) - rank(b));
  const items = ordered.slice(0, maxNamed).map(({ sha256, name, loss }) => ({ sha256, name, loss: loss.kind }));
  const unnotified = open.flatMap((each) => (isNotified(each) ? [] : (each.institution ?? [])));
  const unconfirmed = open.flatMap((each) => (isUnconfirmed(each) ? (each.institution ?? []) : []));
  const distinct = (names: readonly string[]) => [...new Set(names)].slice(0, maxInstitutions);
  return {
    kind: 'loss',
    count: open.length,
    items,
    unnotified: distinct(unnotified),
    unconfirmed: distinct(unconfirmed),
  };
}

function arrivedTask(webEnrolments: TaskFacts['webEnrolments']): OverviewTask | null {
  const arrived = webEnrolments.flatMap(({ id, files }) => files.map(({ fileName }) => ({ id, fileName })));
  const [first] = arrived;
  if (first === undefined) return null;
  return { kind: 'arrived', count: arrived.length, webEnrolmentId: first.id, fileName: first.fileName };
}

function expiredTask({ expired }: TaskFacts, now: Date): OverviewTask | null {
  const since = now.getTime() - recentlyExpiredDays * dayMs;
  const recent = expired.filter(({ notAfter }) => Date.parse(notAfter) >= since);
  if (recent.length === 0) return null;
  const items = recent.slice(0, maxNamed).map(itemOf);
  return { kind: 'expired', count: recent.length, only: onlyOf(recent), items };
}

function expiringTask({ deadlines }: TaskFacts, now: Date): OverviewTask | null {
  const ending = deadlines.filter(
    ({ notAfter }) => Date.parse(notAfter) >= now.getTime() && daysLeft(notAfter, now) <= expiringDays,
  );
  const last = ending.at(-1);
  if (last === undefined) return null;
  return {
    kind: 'expiring',
    count: ending.length,
    only: onlyOf(ending),
    days: daysLeft(last.notAfter, now),
    soon: ending.filter(({ notAfter }) => daysLeft(notAfter, now) <= soonDays).length,
    items: ending.slice(0, maxNamed).map(itemOf),
  };
}

function backupTask({ backupCounts, backups, onlyHere, opensWithCode }: TaskFacts): OverviewTask | null {
  const { withKey, current, outdated } = backupCounts;
  const none = withKey - current - outdated;
  if (none === 0 && outdated === 0) {
    if (withKey === 0 || (!onlyHere && opensWithCode)) return null;
    return { kind: onlyHere ? 'backup-here' : 'backup-code' };
  }
  const newest = backups.find(({ problem }) => problem === null);
  const last = newest ? { createdAt: newest.createdAt, place: newest.place, at: newest.kind } : null;
  return { kind: 'backup', none, outdated, last };
}

function revokedTask({ revoked }: TaskFacts): OverviewTask | null {
  const open = revoked.filter(({ supersededBy, loss }) => supersededBy === null && loss === null);
  if (open.length === 0) return null;
  const items = open.slice(0, maxNamed).map(({ sha256, displayName }) => ({ sha256, name: displayName }));
  return { kind: 'revoked', count: open.length, only: onlyOf(open), items };
}

function keyTask(keyless: TaskFacts['keyless']): OverviewTask | null {
  if (keyless.count === 0) return null;
  const items = keyless.rows.slice(0, maxNamed).map(({ sha256, displayName }) => ({ sha256, name: displayName }));
  return { kind: 'key-missing', count: keyless.count, items };
}

function requestTask({ requests, webEnrolments }: TaskFacts, now: Date): OverviewTask | null {
  const waiting = [
    ...requests.filter((request) => needsPerson(request, now)).map(({ profile }) => profile.name),
    ...webEnrolments.filter(({ files }) => files.length === 0).map(({ profile }) => profile.name),
  ];
  if (waiting.length === 0) return null;
  return { kind: 'request', count: waiting.length, names: [...new Set(waiting)].slice(0, maxNamed) };
}

/** Excludes server requests that only wait for `askAgainAt`. */
function needsPerson({ state, profile, problem, askAgainAt }: PendingRequest, now: Date): boolean {
  if (state !== 'pending') return false;
  const isAsked = isServerProtocol(profile.protocol) && askAgainAt !== null && Date.parse(askAgainAt) > now.getTime();
  return problem !== null || !isAsked;
}

function verifyTask(backups: TaskFacts['backups'], now: Date): OverviewTask | null {
  const due = backupToCheck(backups, now.getTime());
  return due === null ? null : { kind: 'verify-backup', backupId: due.id, lookedAt: due.lookedAt };
}

function onlyOf(items: readonly { readonly sha256: string | null }[]): string[] | null {
  const only = items.flatMap(({ sha256 }) => sha256 ?? []);
  return only.length > maxOnly ? null : only;
}

function itemOf({ about, sha256, name, notAfter }: DueItem): DueItem {
  return { about, sha256, name, notAfter };
}
