// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { goTo } from '../route-store.ts';
import { continueRequest } from './enrolment-dialogs.ts';
import { refreshEnrolment, useEnrolment } from './enrolment-store.ts';
import { resumeGuide } from './guide-store.ts';
import { refreshWebEnrolments, useWebEnrolments } from './web-enrolments-store.ts';

interface Replacement {
  readonly resume: () => void;
}

export function useReplacement(sha256: string | null): Replacement | null {
  useEffect(() => {
    if (sha256 === null) return;
    void refreshEnrolment();
    void refreshWebEnrolments();
  }, [sha256]);
  return useKnownReplacement(sha256);
}

/** Like `useReplacement`, but doesn't load the lists. */
export function useKnownReplacement(sha256: string | null): Replacement | null {
  const webEnrolment = useWebEnrolments((state) =>
    state.webEnrolments.findLast(({ renews, purpose }) => renews === sha256 && purpose === 'replace'),
  );
  const request = useEnrolment((state) =>
    state.requests.findLast(({ renews, purpose }) => renews === sha256 && purpose !== 'renew'),
  );
  if (sha256 === null) return null;
  if (webEnrolment !== undefined) return { resume: () => void resumeGuide(webEnrolment.id) };
  if (request?.state !== 'pending') return null;
  return {
    resume: () => {
      goTo('enrolment');
      continueRequest(request);
    },
  };
}
