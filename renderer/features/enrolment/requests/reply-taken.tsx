// SPDX-License-Identifier: Apache-2.0
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { selectCertificate } from '../../../state/certificates-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { startInstallOf } from '../../../state/stores/store-dialogs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { ArrivedPathPane } from '../../trust/arrived-path-pane.tsx';
import css from '../enrolment-page.module.css';
import { NewcomerPane } from '../web/old-installations-pane.tsx';
import { SubjectName } from './subject-name.tsx';

export interface ReplyTakenProps {
  readonly taken: CallOutput<'requests.takeReply'>;
  readonly unconfirmed?: boolean;
  readonly onClose: () => void;
}

export function ReplyTaken({ taken, unconfirmed = false, onClose }: ReplyTakenProps) {
  const { t } = useText();
  const { certificate, subject, otherNames, request, pathChecked } = taken;
  const leave = (go: () => void) => () => {
    onClose();
    go();
  };
  const view = leave(() => {
    goTo('certificates');
    selectCertificate(certificate);
  });
  return (
    <>
      <Notice tone="ok" title={t('enrolment.answer.done')} urgent>
        <SubjectName subject={subject} />
        <p>{t(request.token === null ? 'enrolment.answer.doneKey' : 'enrolment.answer.doneToken')}</p>
        <p>{t(otherNames.length === 0 ? 'enrolment.answer.doneNames' : 'enrolment.answer.doneOther')}</p>
        {pathChecked && <p>{t('enrolment.answer.donePath')}</p>}
      </Notice>
      {!pathChecked && <ArrivedPathPane sha256={certificate} />}
      {request.keyMadeBy !== null && (
        <Notice tone="warn">
          <p>{t('servers.authorityKey.arrived')}</p>
          {request.lostAnswers > 0 && <p>{t('servers.authorityKey.lost', { count: request.lostAnswers })}</p>}
        </Notice>
      )}
      {unconfirmed && (
        <Notice tone="warn" title={t('servers.unconfirmed.title')}>
          <p>{t('servers.unconfirmed.text')}</p>
        </Notice>
      )}
      <NewcomerPane sha256={certificate} onLeave={onClose} />
      {request.token === null && <p className={css.muted}>{t('enrolment.answer.backUpHint')}</p>}
      {request.token === null && (
        <div className={css.acts}>
          <Button look="primary" onPress={leave(() => startInstallOf([certificate]))} autoFocus>
            {t('enrolment.answer.install')}
          </Button>
          <Button onPress={leave(() => startBackup())}>{t('enrolment.answer.backUp')}</Button>
        </div>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={view}>{t('enrolment.view')}</Button>
        </div>
        <Button
          look={request.token === null ? 'plain' : 'primary'}
          onPress={onClose}
          autoFocus={request.token !== null}
        >
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
