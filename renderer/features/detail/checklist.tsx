import { CircleAlert, CircleCheck, CircleDashed, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CertificateDetail } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import type { Tone } from '../../lib/countdown.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './detail.module.css';
import { StartWatching, StopWatching } from './watch-actions.tsx';

const icons = { ok: CircleCheck, warn: CircleAlert, bad: CircleAlert, off: CircleHelp };

function Line({ tone, text, children }: { readonly tone: Tone; readonly text: string; readonly children: ReactNode }) {
  const Icon = tone === 'off' ? CircleDashed : icons[tone];
  return (
    <li className={`${css.check} ${css[tone]}`}>
      <Icon aria-hidden />
      <span>{text}</span>
      <span className={css.checked}>{children}</span>
    </li>
  );
}

/** What is known and since when; what was not looked at says so. */
export function Checklist({ detail }: { readonly detail: CertificateDetail }) {
  const { t } = useText();
  const { chainComplete, hasPrivateKey, isCa, watched } = detail;
  const importButton = (name: string) => (
    <Button look="quiet" size="small" onPress={() => openImport()}>
      {name}
    </Button>
  );
  return (
    <ul className={css.checks} aria-label={t('detail.checks')}>
      {chainComplete ? (
        <Line tone="ok" text={t('detail.chainOk')}>
          {t('detail.chainChecked')}
        </Line>
      ) : (
        <Line tone="warn" text={t('detail.chainMissing')}>
          {importButton(t('detail.chainMissingAction'))}
        </Line>
      )}
      {hasPrivateKey ? (
        <Line tone="ok" text={t('detail.keyOk')}>
          {t('detail.keyUntested')}
        </Line>
      ) : watched ? (
        <Line tone="off" text={t('detail.keyWatched')}>
          <StopWatching sha256={detail.sha256} />
        </Line>
      ) : isCa ? (
        <Line tone="off" text={t('detail.keyNone')}>
          {null}
        </Line>
      ) : (
        <Line tone="bad" text={t('detail.keyMissing')}>
          {importButton(t('detail.keyAction'))}
          <StartWatching sha256={detail.sha256} />
        </Line>
      )}
      <Line tone="off" text={t('detail.installed')}>
        {t('detail.installedUnknown')} · {t('common.notYet')}
      </Line>
      {hasPrivateKey ? (
        <Line tone="bad" text={t('detail.backup')}>
          {t('common.notYet')}
        </Line>
      ) : (
        <Line tone="off" text={t('detail.backupPublic')}>
          {null}
        </Line>
      )}
    </ul>
  );
}
