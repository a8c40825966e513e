// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import layout from '../../../ui/layout.module.css';
import css from '../store-dialogs.module.css';

export interface HostFactsProps {
  readonly host: string;
  readonly punycodeHost: string;
  readonly port: number;
}

/** Also shows the Punycode form if different, to expose lookalike letters. */
export function HostFacts({ host, punycodeHost, port }: HostFactsProps) {
  const { t } = useText();
  const differs = host !== punycodeHost;
  const suffix = port === 443 ? '' : `:${port}`;
  return (
    <>
      <dl className={layout.facts}>
        <dt>{t('proof.siteHost')}</dt>
        <dd className={css.host}>
          {screenText(host)}
          {suffix}
        </dd>
        {differs && (
          <>
            <dt>{t('proof.sitePunycode')}</dt>
            <dd>
              {punycodeHost}
              {suffix}
            </dd>
          </>
        )}
      </dl>
      {(differs || punycodeHost.includes('xn--')) && (
        <Notice tone="warn">
          <p>{t('proof.sitePunycodeWarn')}</p>
        </Notice>
      )}
    </>
  );
}
