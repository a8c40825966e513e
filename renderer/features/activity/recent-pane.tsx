// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { dayAndTime } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import css from './recent-pane.module.css';
import type { ActivityEntry } from './use-activity.ts';
import { useCertificateName } from './use-certificate-name.ts';

const shown = 3;

export function RecentPane() {
  const { t } = useText();
  const revision = useVault((state) => state.status?.revision ?? 0);
  const [entries, setEntries] = useState<readonly ActivityEntry[]>([]);
  useEffect(() => {
    let current = true;
    ipc('activity.list', { before: null, limit: shown }).then(
      (answer) => current && setEntries(answer.entries),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [revision]);
  return (
    <ul className={css.entries} aria-label={t('overview.recent')}>
      {entries.map((entry) => (
        <Entry key={entry.seq} entry={entry} />
      ))}
    </ul>
  );
}

function Entry({ entry: { at, event, detail } }: { readonly entry: ActivityEntry }) {
  const { t, language } = useText();
  const [first] = detail.certificates ?? [];
  const count = detail.count ?? detail.certificates?.length ?? 0;
  return (
    <li className={css.entry}>
      <span className={css.what}>
        {t(`activity.event.${event}`)}
        {first !== undefined && <Name sha256={first} />}
        {count > 1 && <span className={css.aside}>{t('activity.certificates', { count })}</span>}
      </span>
      <time className={css.time} dateTime={at}>
        {dayAndTime(at, language)}
      </time>
    </li>
  );
}

function Name({ sha256 }: { readonly sha256: string }) {
  const name = useCertificateName(sha256);
  return typeof name === 'string' ? <span className={css.aside}>{screenText(name)}</span> : null;
}
