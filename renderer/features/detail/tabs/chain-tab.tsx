// SPDX-License-Identifier: Apache-2.0
import { CircleUserRound, Landmark } from 'lucide-react';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { pathWords } from '../../../lib/text/path-words.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { MissingIssuerPane } from '../../revocation/missing-issuer-pane.tsx';
import { untrustedRoot, usePathCheck } from '../checks/path-line.tsx';
import css from '../detail.module.css';

function signatureText(
  { signature, selfSigned }: CertificateDetail['chain'][number],
  isLast: boolean,
  isComplete: boolean,
) {
  if (signature === 'invalid') return 'detail.signatureInvalid';
  if (signature === 'valid') return selfSigned && isLast ? 'detail.signatureSelf' : 'detail.signatureValid';
  if (!isLast || selfSigned) return 'detail.signatureUnknown';
  // The issuer may be a trust anchor that isn't in the vault.
  return isComplete ? 'detail.signatureAnchor' : 'detail.signatureNoIssuer';
}

export function ChainTab({ detail }: { readonly detail: CertificateDetail }) {
  const { t, language } = useText();
  const now = useNow();
  const { check, attempt, run } = usePathCheck(detail.sha256);
  const root = check === null ? null : untrustedRoot(check, detail);
  const role = (index: number, selfSigned: boolean) => {
    if (index === 0) return selfSigned ? t('detail.chainSelf') : t('detail.chainLeaf');
    return selfSigned ? t('detail.chainRoot') : t('detail.chainIntermediate');
  };
  return (
    <>
      <p className={css.sub}>{t('detail.chainLead')}</p>
      <ol className={css.chain} aria-label={t('detail.tabChain')}>
        {detail.chain.map((link, index) => {
          const Icon = index === 0 && !link.isCa ? CircleUserRound : Landmark;
          const date = shortDate(link.notAfter, language);
          return (
            <li key={link.sha256} className={css.link}>
              <Icon size={20} aria-hidden />
              <b>{screenText(link.displayName)}</b>
              <span className={css.sub}>
                {role(index, link.selfSigned)} ·{' '}
                {t(now > Date.parse(link.notAfter) ? 'import.expiredSince' : 'import.validUntil', { date })} ·{' '}
                {link.source === 'vault' ? t('detail.sourceVault') : t('detail.sourceSystem')}
              </span>
              <span className={css.sub} data-signature={link.signature}>
                {t(signatureText(link, index === detail.chain.length - 1, detail.chainState !== 'incomplete'))}
              </span>
            </li>
          );
        })}
      </ol>
      {check !== null && root !== null && (
        <Notice
          tone="off"
          title={pathWords({ t, language }, check).lines.join(' ')}
          actions={
            <>
              <Button size="small" onPress={() => void openDialog('trust.root', { sha256: root })}>
                {t('trust.path.trustAction')}
              </Button>
              <Button size="small" onPress={run} isDisabled={attempt.busy}>
                {t('trust.path.check')}
              </Button>
            </>
          }
        >
          {null}
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {detail.chainState === 'incomplete' && (
        <Notice
          tone="warn"
          title={t('detail.chainMissing')}
          actions={
            <>
              <MissingIssuerPane sha256={detail.sha256} name={detail.displayName} />
              <Button size="small" onPress={() => openImport()}>
                {t('detail.chainMissingAction')}
              </Button>
            </>
          }
        >
          <p>{t('detail.chainEnds')}</p>
        </Notice>
      )}
    </>
  );
}
