// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolment } from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { openImport } from '../../../state/imports-store.ts';
import { webEnrolmentOnScreen } from '../../../state/enrolment/web-enrolments-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ArrivedFiles } from './arrived-files.tsx';
import { AuthorityFacts } from '../profiles/authority-facts.tsx';
import { OfficialAddress } from './official-address.tsx';

export interface PageStepProps {
  /** Undefined: the profile was removed. */
  readonly held: HeldProfile | undefined;
  readonly webEnrolment: WebEnrolment;
  readonly onOtherFolder: () => void;
  readonly onClose: () => void;
}

export function PageStep({ held, webEnrolment, onOtherFolder, onClose }: PageStepProps) {
  const { t } = useText();
  useEffect(() => {
    webEnrolmentOnScreen(webEnrolment.id);
    return () => webEnrolmentOnScreen(null);
  }, [webEnrolment.id]);
  const take = () => {
    onClose();
    openImport();
  };
  return (
    <>
      {held === undefined ? (
        <Notice tone="warn">
          <p>{t('webEnrolments.profileGone')}</p>
        </Notice>
      ) : (
        <OfficialAddress held={held} />
      )}
      <ArrivedFiles webEnrolment={webEnrolment} onImport={onClose} onOtherFolder={onOtherFolder} />
      {held !== undefined && (
        <AuthorityFacts
          profile={held.profile}
          purpose={webEnrolment.purpose === 'renew' ? 'renew' : 'apply'}
          withAsks
        />
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={take}>{t('webEnrolments.ownFile')}</Button>
        </div>
        <Button onPress={onClose} autoFocus={webEnrolment.files.length === 0}>
          {t('webEnrolments.later')}
        </Button>
      </DialogActions>
    </>
  );
}
