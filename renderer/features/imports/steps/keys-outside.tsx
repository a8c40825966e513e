// SPDX-License-Identifier: Apache-2.0
import { keyAlgorithmName } from '../../../../shared/domain/certificates/key-algorithm-name.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import layout from '../../../ui/layout.module.css';
import text from '../../../ui/text.module.css';
import css from '../import-dialog.module.css';
import type { Preview } from '../import-flow.ts';

export function KeysOutside({ report }: { readonly report: Preview['report'] }) {
  const { t } = useText();
  const unusable = report.keys.filter(({ usable }) => usable === false);
  const unopened = report.unopenedKeys ?? [];
  if (unusable.length + unopened.length === 0) return null;
  return (
    <ul className={layout.framed} aria-label={t('import.keysOutside')}>
      {unusable.map(({ algorithm }, index) => (
        <li key={`unusable-${index}`} className={css.item}>
          <div>{t('import.keyUnusable', { algorithm: keyAlgorithmName(algorithm) })}</div>
        </li>
      ))}
      {unopened.map(({ name, reason }, index) => (
        <li key={`unopened-${index}`} className={css.item}>
          <div className={text.name}>{name === null ? t('import.keyUnnamed') : screenText(name)}</div>
          <div className={text.sub}>{t(`import.keyLocked.${reason}`)}</div>
        </li>
      ))}
    </ul>
  );
}
