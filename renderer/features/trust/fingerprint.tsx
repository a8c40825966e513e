// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { fingerprintGroups } from '../../lib/text/hex.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import text from '../../ui/text.module.css';
import css from './trust.module.css';

export interface FingerprintProps {
  readonly sha256: string;
  readonly name: string;
  readonly hidden?: number;
}

export function Fingerprint({ sha256, name, hidden = 0 }: FingerprintProps) {
  const { t } = useText();
  return (
    <div>
      <p className={text.small} aria-hidden>
        {t('servers.trust.fingerprint')}
      </p>
      <div className={css.fingerprint} role="group" aria-label={t('trust.fingerprint', { name: screenText(name) })}>
        {fingerprintGroups(sha256, hidden).map((group, index) => (
          <span key={index}>{group}</span>
        ))}
      </div>
    </div>
  );
}
