// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { WebVisit } from '../../../../shared/schemas/enrolment/web-visit.ts';
import { useText } from '../../../i18n/i18n.ts';
import { openImport } from '../../../state/imports-store.ts';
import { visitOnScreen } from '../../../state/enrolment/visits-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ArrivedFiles } from './arrived-files.tsx';
import { AuthorityFacts } from '../profiles/authority-facts.tsx';
import { OfficialAddress } from './official-address.tsx';

export interface PageStepProps {
  /** Undefined: the profile was removed. */
  readonly held: HeldProfile | undefined;
  readonly visit: WebVisit;
  readonly onOtherFolder: () => void;
  readonly onClose: () => void;
}

export function PageStep({ held, visit, onOtherFolder, onClose }: PageStepProps) {
  const { t } = useText();
  useEffect(() => {
    visitOnScreen(visit.id);
    return () => visitOnScreen(null);
  }, [visit.id]);
  const take = () => {
    onClose();
    openImport();
  };
  return (
    <>
      {held === undefined ? (
        <Notice tone="warn">
          <p>{t('visits.profileGone')}</p>
        </Notice>
      ) : (
        <OfficialAddress held={held} />
      )}
      <ArrivedFiles visit={visit} onImport={onClose} onOtherFolder={onOtherFolder} />
      {held !== undefined && (
        <AuthorityFacts profile={held.profile} purpose={visit.purpose === 'renew' ? 'renew' : 'apply'} withAsks />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={take}>{t('visits.ownFile')}</Button>
        </div>
        <Button onPress={onClose} autoFocus={visit.files.length === 0}>
          {t('visits.later')}
        </Button>
      </DialogActions>
    </>
  );
}
