// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { VisitPurpose, WebVisit } from '../../../../shared/schemas/enrolment/web-visit.ts';
import { ipc } from '../../../lib/ipc.ts';
import { refreshVisits, useVisits, waitingFor } from '../../../state/enrolment/visits-store.ts';
import { type DownloadFolder, FolderStep } from './folder-step.tsx';
import { PageStep } from './page-step.tsx';

export interface VisitStepsProps {
  readonly step: 'folder' | 'page';
  /** Undefined: the profile was removed; then `visit` is set. */
  readonly held: HeldProfile | undefined;
  readonly purpose: VisitPurpose;
  /** SHA-256 of the certificate to replace. */
  readonly renews: string | null;
  readonly visit: WebVisit | null;
  readonly onStep: (step: 'folder' | 'page') => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

export function VisitSteps({ step, held, purpose, renews, visit, onStep, onBack, onClose }: VisitStepsProps) {
  const [folder, setFolder] = useState<DownloadFolder | null>(null);
  const [begun, setBegun] = useState<WebVisit | null>(visit);
  const visits = useVisits((state) => state.visits);
  const shown = visits.find(({ id }) => id === begun?.id) ?? begun;
  const begin = async ({ folderId }: DownloadFolder) => {
    const known =
      shown ??
      (held === undefined
        ? null
        : waitingFor(visits, { name: held.profile.name, host: held.host.ascii, purpose, renews }));
    if (known !== null) setBegun(await ipc('visits.move', { id: known.id, folderId }));
    else if (held !== undefined) {
      setBegun(await ipc('visits.start', { profileId: held.id, purpose, renews, folderId }));
    }
    await refreshVisits();
    onStep('page');
  };
  if (step === 'page' && shown !== null) {
    return <PageStep held={held} visit={shown} onOtherFolder={() => onStep('folder')} onClose={onClose} />;
  }
  return <FolderStep folder={folder} onFolder={setFolder} onBack={onBack} onNext={begin} />;
}
