// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { VersionCheck } from '../../../shared/schemas/releases.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import text from '../../ui/text.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';

export function VersionLook() {
  const { t } = useText();
  const [host, setHost] = useState<string | null | undefined>(undefined);
  const [check, setCheck] = useState<VersionCheck | null>(null);
  const attempt = useAttempt();
  useEffect(() => {
    ipc('releases.place', {}).then(
      (place) => setHost(place.host),
      () => setHost(null),
    );
  }, []);
  if (host === undefined) return null;
  if (host === null) return <p className={text.muted}>{t('settings.noReleases')}</p>;
  const look = () => {
    setCheck(null);
    void attempt.run(async (options) => setCheck(await ipc('releases.check', {}, options)));
  };
  return (
    <>
      {check !== null && <Found check={check} />}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {attempt.busy && (
        <ProgressLine label={t('settings.checkingVersion')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <p className={text.muted}>{t('settings.newVersionAsk', { host: screenText(host) })}</p>
      <div>
        <Button onPress={look} isDisabled={attempt.busy}>
          {t('settings.checkVersion')}
        </Button>
      </div>
    </>
  );
}

function Found({ check: { current, newer, issued } }: { readonly check: VersionCheck }) {
  const { t, language } = useText();
  const [couldNotOpen, setCouldNotOpen] = useState(false);
  if (newer === null) {
    return (
      <Notice tone="ok" title={t('settings.isNewest', { version: current })} urgent>
        <p>{t('settings.newestListed', { date: shortDate(issued, language) })}</p>
      </Notice>
    );
  }
  const open = () => {
    ipc('releases.openPage', {}).then(
      ({ opened }) => setCouldNotOpen(!opened),
      () => setCouldNotOpen(true),
    );
  };
  return (
    <Notice
      tone="off"
      title={t('settings.newerVersion', { version: newer.version })}
      urgent
      actions={<Button onPress={open}>{t('settings.openVersionPage')}</Button>}
    >
      <p>{t('settings.newerPublished', { date: shortDate(newer.published, language), current })}</p>
      {couldNotOpen && (
        <p>
          {t('settings.versionPage')} {screenText(newer.page)}
        </p>
      )}
    </Notice>
  );
}
