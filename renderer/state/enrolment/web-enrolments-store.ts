// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { WebEnrolmentPurpose, WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { ipc } from '../../lib/ipc.ts';

interface WebEnrolmentsState {
  readonly webEnrolments: readonly WebEnrolment[];
  /** Id of the enrolment on screen. Its files need no toast. */
  readonly shown: string | null;
}

export const useWebEnrolments = create<WebEnrolmentsState>()(() => ({ webEnrolments: [], shown: null }));

let asked = 0;

/** The latest call wins. */
export async function refreshWebEnrolments(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const { webEnrolments } = await ipc('webEnrolments.list', {});
    if (number === asked) useWebEnrolments.setState({ webEnrolments });
  } catch {
    // Keep the old data; the enrolment page reports vault errors.
  }
}

export function webEnrolmentOnScreen(shown: string | null): void {
  useWebEnrolments.setState({ shown });
}

/** Applied for by phone or at a branch. */
export function isAtBranch(webEnrolment: Pick<WebEnrolment, 'profile'> | null): boolean {
  return webEnrolment !== null && webEnrolment.profile.host === '';
}

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
