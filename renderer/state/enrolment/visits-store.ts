// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { VisitPurpose, WebVisit } from '../../../shared/schemas/enrolment/web-visit.ts';
import { ipc } from '../../lib/ipc.ts';

export type VisitTask =
  | { readonly kind: 'resume'; readonly visitId: string }
  | {
      readonly kind: 'renew';
      readonly sha256: string;
      readonly displayName: string;
      readonly issuerName: string;
      /** Some CAs no longer renew an expired certificate. */
      readonly isOver: boolean;
    };

interface VisitsState {
  /** Pending, oldest first. */
  readonly visits: readonly WebVisit[];
  readonly task: VisitTask | null;
  /** Task counter, resets the fields. */
  readonly number: number;
  /** The one open in a dialog: its files need no toast. */
  readonly shown: string | null;
}

export const useVisits = create<VisitsState>()(() => ({ visits: [], task: null, number: 0, shown: null }));

let asked = 0;

/** The latest call wins. */
export async function refreshVisits(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const { visits } = await ipc('visits.list', {});
    if (number === asked) useVisits.setState({ visits });
  } catch {
    // Keep the older data; the enrolment page reports vault errors.
  }
}

export function startVisitTask(task: VisitTask): void {
  useVisits.setState(({ number }) => ({ task, number: number + 1 }));
}

export function endVisitTask(): void {
  useVisits.setState({ task: null });
}

export function visitOnScreen(shown: string | null): void {
  useVisits.setState({ shown });
}

/** A pending one to reuse instead of starting again. */
export function waitingFor(
  visits: readonly WebVisit[],
  wanted: {
    readonly name: string;
    readonly host: string;
    readonly purpose: VisitPurpose;
    readonly renews: string | null;
  },
): WebVisit | null {
  return (
    visits.findLast(
      ({ profile, purpose, renews }) =>
        profile.name === wanted.name &&
        profile.host === wanted.host &&
        purpose === wanted.purpose &&
        renews === wanted.renews,
    ) ?? null
  );
}
