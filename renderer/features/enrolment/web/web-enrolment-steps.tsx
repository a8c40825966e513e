// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolmentPurpose, WebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { ipc } from '../../../lib/ipc.ts';
import { refreshWebEnrolments, useWebEnrolments, waitingFor } from '../../../state/enrolment/web-enrolments-store.ts';
import { type DownloadFolder, FolderStep } from './folder-step.tsx';
import { PageStep } from './page-step.tsx';

export interface WebEnrolmentStepsProps {
  readonly step: 'folder' | 'page';
  /** Undefined: the profile was removed; then `webEnrolment` is set. */
  readonly held: HeldProfile | undefined;
  readonly purpose: WebEnrolmentPurpose;
  /** SHA-256 of the certificate to replace. */
  readonly renews: string | null;
  readonly webEnrolment: WebEnrolment | null;
  readonly onStep: (step: 'folder' | 'page') => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export function WebEnrolmentSteps({
  step,
  held,
  purpose,
  renews,
  webEnrolment,
  onStep,
  onBack,
  onClose,
}: WebEnrolmentStepsProps) {
  const [folder, setFolder] = useState<DownloadFolder | null>(null);
  const [begun, setBegun] = useState<WebEnrolment | null>(webEnrolment);
  const webEnrolments = useWebEnrolments((state) => state.webEnrolments);
  const shown = webEnrolments.find(({ id }) => id === begun?.id) ?? begun;
  const begin = async ({ folderId }: DownloadFolder) => {
    const known =
      shown ??
      (held === undefined
        ? null
        : waitingFor(webEnrolments, { name: held.profile.name, host: held.host.ascii, purpose, renews }));
    if (known !== null) setBegun(await ipc('webEnrolments.move', { id: known.id, folderId }));
    else if (held !== undefined) {
      setBegun(await ipc('webEnrolments.start', { profileId: held.id, purpose, renews, folderId }));
    }
    await refreshWebEnrolments();
    onStep('page');
  };
  if (step === 'page' && shown !== null) {
    return <PageStep held={held} webEnrolment={shown} onOtherFolder={() => onStep('folder')} onClose={onClose} />;
  }
  return <FolderStep folder={folder} onFolder={setFolder} onBack={onBack} onNext={begin} />;
}
