// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { VisitPurpose, WebVisit } from '../../../shared/schemas/web-visit.ts';
import { ipc } from '../../lib/ipc.ts';

/** What the dialog of a visit is about, wherever in the window it was asked for. */
export type VisitTask =
  | { readonly kind: 'resume'; readonly visitId: string }
  /** 如何更新: the steps of its authority, for a certificate. */
  | {
      readonly kind: 'renew';
      readonly sha256: string;
      readonly displayName: string;
      readonly issuerName: string;
      /** It has expired: some authorities renew nothing then. */
      readonly isOver: boolean;
    };

interface VisitsState {
  /** Those that wait, oldest first. */
  readonly visits: readonly WebVisit[];
  readonly task: VisitTask | null;
  /** Counts the tasks: a new one begins with empty fields. */
  readonly number: number;
  /** The visit that is on screen in a dialog: what comes for it is seen there. */
  readonly shown: string | null;
}

/** Mirror of the applications on the pages of authorities, and of what came for them (E01). */
export const useVisits = create<VisitsState>()(() => ({ visits: [], task: null, number: 0, shown: null }));

let asked = 0;

/** Of several questions at once the last one counts. What cannot be read is told by the room, which asks the same vault. */
export async function refreshVisits(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const { visits } = await ipc('visits.list', {});
    if (number === asked) useVisits.setState({ visits });
  } catch {
    // What stands there was true a moment ago.
  }
}

export function startVisitTask(task: VisitTask): void {
  useVisits.setState(({ number }) => ({ task, number: number + 1 }));
}

export function endVisitTask(): void {
  useVisits.setState({ task: null });
}

/** Null: none any more. */
export function visitOnScreen(shown: string | null): void {
  useVisits.setState({ shown });
}

/** A visit of this purpose that waits already: nobody has to begin twice. */
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
