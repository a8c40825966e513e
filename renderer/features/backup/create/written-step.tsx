// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { useText } from '../../../i18n/i18n.ts';
import { byteSize } from '../../../lib/text/byte-size.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { usePlaceOf } from '../../../state/vault/backup-words.ts';
import { EjectDrive } from './eject-drive.tsx';
import { OriginalFiles } from './original-files.tsx';
import { PathText } from '../../../ui/host-text.tsx';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';

export interface WrittenStepProps {
  readonly created: CallOutput<'backups.create'>;
  readonly own: boolean;
  readonly driveId: string | null;
  readonly onAgain: () => void;
  readonly onElsewhere: () => void;
  readonly onClose: () => void;
}

export function WrittenStep({ created, own, driveId, onAgain, onElsewhere, onClose }: WrittenStepProps) {
  const { t, language } = useText();
  const placeOf = usePlaceOf();
  const isCodeMissing = useVault(({ status }) => status !== null && status.keys > 0 && !status.recoverySaved);
  const { backup, signed, untested, issuers, rehearsedBy, leftOut, removed, onlyHere } = created;
  const listed = (names: readonly string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(names);
  const byPassphrase = t(own ? 'backup.done.opensOwn' : 'backup.done.opensPassphrase');
  const byRecovery = t('backup.done.opensRecovery');
  // A code written down from here on doesn't open this backup.
  const [wasCodeMissing] = useState(isCodeMissing);
  const isByCode = backup.byRecovery && !wasCodeMissing;
  const ways = [...(backup.byPassphrase ? [byPassphrase] : []), ...(isByCode ? [byRecovery] : [])];
  const tried = rehearsedBy.map((kind) => (kind === 'passphrase' ? byPassphrase : byRecovery));
  const inside = { certificates: t('import.foundCertificates', { count: backup.certificates - issuers }) };
  const contents = {
    certificates:
      issuers === 0
        ? inside.certificates
        : t('backup.done.withIssuers', { ...inside, issuers: t('backup.wizard.issuers', { count: issuers }) }),
    keys: t('import.foundKeys', { count: backup.keys }),
  };
  return (
    <>
      <Notice tone="ok" title={t('backup.done.title')} urgent>
        <p>{t('backup.done.inside', { ...contents, signed })}</p>
        {untested > 0 && <p>{t('backup.done.untested', { count: untested })}</p>}
      </Notice>
      {isCodeMissing && (
        <Notice
          tone="warn"
          title={t('vault.writeCode')}
          actions={
            <Button onPress={() => void openDialog('vault.recovery').then(own ? undefined : onAgain)}>
              {t('vault.writeCode')}
            </Button>
          }
        >
          <p>{t(own ? 'backup.done.codeAdvice' : 'backup.done.codeNotIn')}</p>
        </Notice>
      )}
      {onlyHere && (
        <Notice
          tone="warn"
          title={t('backup.state.onlyHere')}
          actions={<Button onPress={onElsewhere}>{t('backup.done.elsewhere')}</Button>}
        >
          <p>{t('backup.state.onlyHereText')}</p>
        </Notice>
      )}
      {leftOut > 0 && (
        <Notice tone="warn">
          <p>{t('backup.done.leftOut', { count: leftOut })}</p>
        </Notice>
      )}
      <dl className={layout.facts}>
        <dt>{t('backup.done.where')}</dt>
        <dd>
          <PathText path={placeOf(backup)} />
          <br />
          {screenText(backup.fileName)}
        </dd>
        <dt>{t('backup.done.size')}</dt>
        <dd>{byteSize(backup.bytes, language)}</dd>
        <dt>{t('backup.done.opens')}</dt>
        <dd>
          {listed(ways, 'disjunction')}
          {tried.length > 0 && tried.length < ways.length && (
            <> · {t('backup.done.tried', { ways: listed(tried, 'conjunction') })}</>
          )}
        </dd>
      </dl>
      <p>{t('backup.done.current')}</p>
      {removed > 0 && <p className={text.muted}>{t('backup.done.removed', { count: removed })}</p>}
      <OriginalFiles backupId={backup.id} />
      {driveId !== null && <EjectDrive driveId={driveId} />}
      <DialogActions>
        <Button look="primary" onPress={onClose} autoFocus>
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
