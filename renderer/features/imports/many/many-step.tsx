// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { useText } from '../../../i18n/i18n.ts';
import { toAppError } from '../../../lib/ipc.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { goTo } from '../../../state/route-store.ts';
import type { ImportSource } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { EndedNotices } from '../ended-notices.tsx';
import css from './many-files.module.css';
import { categories, type Category, countsOf } from './many-files.ts';
import { ManyList } from './many-list.tsx';
import { ProtectPane } from '../protect-pane.tsx';
import type { ManyFiles } from './use-many-files.ts';

const tones: Readonly<Record<Category, string | undefined>> = {
  imported: css.ok,
  known: css.off,
  password: css.warn,
  damaged: css.bad,
  own: css.off,
  none: css.off,
  failed: css.bad,
  waiting: css.off,
};

export interface ManyStepProps {
  readonly many: ManyFiles;
  readonly onOpen: (source: ImportSource) => void;
  readonly onClose: () => void;
}

export function ManyStep({ many, onOpen, onClose }: ManyStepProps) {
  const { t } = useText();
  const [password, setPassword] = useState('');
  const [protecting, setProtecting] = useState<{ readonly busy: boolean; readonly error: AppError | null }>({
    busy: false,
    error: null,
  });
  const form = useId();
  const { files, running, stopped } = many;
  const counts = countsOf(files);
  const isIdle = running === null;
  const again = counts.failed + counts.waiting;

  useEffect(() => {
    if (many.tried !== null) setPassword('');
  }, [many.tried]);

  if (many.needsProtector) {
    const protect = async (passphrase: string) => {
      setProtecting({ busy: true, error: null });
      const failure = await many.protect(passphrase, password).then(
        () => null,
        (thrown: unknown) => toAppError(thrown),
      );
      setProtecting({ busy: false, error: failure });
    };
    return (
      <ProtectPane
        busy={protecting.busy}
        error={protecting.error}
        progress={null}
        onProtect={(passphrase) => void protect(passphrase)}
        onBack={many.turnDown}
      />
    );
  }
  return (
    <>
      <div role="status" aria-label={t('import.many.summary')}>
        <dl className={css.counts} data-testid="import-summary">
          {categories
            .filter((category) => counts[category] > 0)
            .map((category) => (
              <div key={category} className={`${css.count} ${tones[category]}`} data-category={category}>
                <dt>{t(`import.many.counts.${category}`)}</dt>
                <dd>{groupDigits(counts[category])}</dd>
              </div>
            ))}
        </dl>
        {isIdle && (
          <div className={css.bar} aria-hidden>
            {categories
              .filter((category) => counts[category] > 0)
              .map((category) => (
                <i key={category} className={tones[category]} style={{ flexGrow: counts[category] }} />
              ))}
          </div>
        )}
      </div>
      {running !== null && (
        <ProgressLine
          label={
            running.minutesLeft === null
              ? t('import.many.running', { ...running })
              : t('import.many.runningLeft', { ...running, count: running.minutesLeft })
          }
          progress={{ fraction: running.done / running.total, step: '' }}
          {...(!many.asksStop && { onCancel: many.stop, cancelLabel: t('import.many.stop') })}
        />
      )}
      {running !== null && many.asksStop && (
        <Notice
          tone="warn"
          title={t('import.many.stopAsk')}
          urgent
          actions={
            <>
              <Button size="small" onPress={() => many.askStop(false)} autoFocus>
                {t('import.many.keepOn')}
              </Button>
              <Button size="small" onPress={many.stop}>
                {t('import.many.stopNow')}
              </Button>
            </>
          }
        >
          <p>{t('import.many.stopKeeps')}</p>
        </Notice>
      )}
      {many.error !== null && <ErrorNotice error={many.error} title={t('import.failedTitle')} />}
      {isIdle && stopped && counts.waiting > 0 && many.error === null && (
        <Notice tone="warn" urgent>
          <p>{t('import.many.stopped', { count: counts.waiting })}</p>
        </Notice>
      )}
      <EndedNotices {...many.ended} />
      {counts.password > 0 && (
        <Form
          id={form}
          className={css.password ?? ''}
          onSubmit={(event) => {
            event.preventDefault();
            if (isIdle && password !== '') void many.tryPassword(password);
          }}
        >
          <PasswordField
            // Remounts to take focus, which a disabled field can't.
            key={isIdle ? 'idle' : 'running'}
            label={t('import.many.password', { count: counts.password })}
            value={password}
            onChange={setPassword}
            isDisabled={!isIdle}
            autoFocus
          />
          <Button look="primary" type="submit" isDisabled={!isIdle || password === ''}>
            {t('import.many.tryAll')}
          </Button>
        </Form>
      )}
      {many.tried !== null && many.tried.left > 0 && (
        <p className={css.tried} role="status">
          {t('import.many.tried', { ...many.tried, count: many.tried.opened })}
        </p>
      )}
      <ManyList files={files} stopped={stopped} isDisabled={!isIdle} onOpen={onOpen} />
      <DialogActions>
        {again > 0 && (
          <div data-start>
            <Button onPress={() => void many.retry()} isDisabled={!isIdle}>
              {t(counts.failed === 0 ? 'import.many.continue' : 'import.many.retry')}
            </Button>
          </div>
        )}
        {counts.imported > 0 && (
          <Button
            isDisabled={!isIdle}
            onPress={() => {
              goTo('certificates');
              onClose();
            }}
          >
            {t('import.many.show')}
          </Button>
        )}
        <Button
          // As above.
          key={isIdle ? 'idle' : 'running'}
          look={counts.password > 0 ? 'plain' : 'primary'}
          onPress={onClose}
          isDisabled={!isIdle}
          autoFocus={isIdle && counts.password === 0}
        >
          {t('common.done')}
        </Button>
      </DialogActions>
    </>
  );
}
