// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { dayMs, daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { renewalWay } from '../../../shared/domain/enrolment/renewal-way.ts';
import type { RenewalRow } from '../../../shared/schemas/enrolment/renewal.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';
import { refreshRenewals, showRenewalsUntil, useRenewals } from './renewals-store.ts';

export type CertificateRow = Extract<RenewalRow, { kind: 'certificate' }>;

interface RenewManyState {
  readonly chosen: ReadonlySet<string> | null;
  /** Certificates the user renews one by one, the current one first. */
  readonly queue: readonly CertificateRow[];
  readonly queued: number;
}

export const useRenewMany = create<RenewManyState>()(() => ({ chosen: null, queue: [], queued: 0 }));

const dueDays = 30;

/** Excludes entries with only a name and a date, and certificates that need a new application. */
export function mayChoose(row: RenewalRow): row is CertificateRow {
  const way = renewalWay(row);
  return row.kind === 'certificate' && way !== 'lost' && way !== 'reminder';
}

export function startChoosing(): void {
  useRenewMany.setState({ chosen: new Set() });
}

export function stopChoosing(): void {
  useRenewMany.setState({ chosen: null });
}

export function choose(sha256: string, isChosen: boolean): void {
  const chosen = new Set(useRenewMany.getState().chosen);
  if (isChosen) chosen.add(sha256);
  else chosen.delete(sha256);
  useRenewMany.setState({ chosen });
}

export async function chooseDue(): Promise<void> {
  const now = new Date();
  await showRenewalsUntil(now.getTime() + (dueDays + 1) * dayMs);
  const due = (useRenewals.getState().rows ?? []).filter(mayChoose).filter(({ certificate }) => {
    const { notAfter } = certificate;
    return Date.parse(notAfter) >= now.getTime() && daysLeft(notAfter, now) <= dueDays;
  });
  const { chosen } = useRenewMany.getState();
  if (chosen === null) return;
  useRenewMany.setState({ chosen: new Set([...chosen, ...due.map(({ certificate }) => certificate.sha256)]) });
}

export async function renewChosen(): Promise<void> {
  const { chosen } = useRenewMany.getState();
  const rows = (useRenewals.getState().rows ?? []).filter(mayChoose);
  const those = rows.filter(({ certificate }) => chosen?.has(certificate.sha256) === true);
  stopChoosing();
  await openDialog('renewal.many', { rows: those });
  await refreshRenewals();
}

export function startQueue(queue: readonly CertificateRow[]): void {
  useRenewMany.setState({ queue, queued: queue.length });
}

export function nextInQueue(): void {
  useRenewMany.setState(({ queue }) => ({ queue: queue.slice(1) }));
}

export function leaveQueue(): void {
  useRenewMany.setState({ queue: [], queued: 0 });
}
