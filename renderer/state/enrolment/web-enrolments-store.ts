// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { WebEnrolmentPurpose, WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { ipc } from '../../lib/ipc.ts';

export type WebEnrolmentTask =
  | { readonly kind: 'resume'; readonly webEnrolmentId: string }
  | {
      readonly kind: 'renew';
      readonly sha256: string;
      readonly displayName: string;
      readonly issuerName: string;
      /** Some CAs no longer renew an expired certificate. */
      readonly isOver: boolean;
    };

interface WebEnrolmentsState {
  /** Pending, oldest first. */
  readonly webEnrolments: readonly WebEnrolment[];
  readonly task: WebEnrolmentTask | null;
  /** Task counter, resets the fields. */
  readonly number: number;
  /** The one open in a dialog: its files need no toast. */
  readonly shown: string | null;
}

export const useWebEnrolments = create<WebEnrolmentsState>()(() => ({
  webEnrolments: [],
  task: null,
  number: 0,
  shown: null,
}));

let asked = 0;

/** The latest call wins. */
export async function refreshWebEnrolments(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const { webEnrolments } = await ipc('webEnrolments.list', {});
    if (number === asked) useWebEnrolments.setState({ webEnrolments });
  } catch {
    // Keep the older data; the enrolment page reports vault errors.
  }
}

export function startWebEnrolmentTask(task: WebEnrolmentTask): void {
  useWebEnrolments.setState(({ number }) => ({ task, number: number + 1 }));
}

export function endWebEnrolmentTask(): void {
  useWebEnrolments.setState({ task: null });
}

export function webEnrolmentOnScreen(shown: string | null): void {
  useWebEnrolments.setState({ shown });
}

/** A pending one to reuse instead of starting again. */
export function waitingFor(
  webEnrolments: readonly WebEnrolment[],
  wanted: {
    readonly name: string;
    readonly host: string;
    readonly purpose: WebEnrolmentPurpose;
    readonly renews: string | null;
  },
): WebEnrolment | null {
  return (
    webEnrolments.findLast(
      ({ profile, purpose, renews }) =>
        profile.name === wanted.name &&
        profile.host === wanted.host &&
        purpose === wanted.purpose &&
        renews === wanted.renews,
    ) ?? null
  );
}
