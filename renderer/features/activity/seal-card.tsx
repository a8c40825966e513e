// SPDX-License-Identifier: Apache-2.0
import { ShieldCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { joinSentences } from '../../../shared/i18n/message.ts';
import { protectorKinds } from '../../../shared/domain/secrets/protector-kinds.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { useText } from '../../i18n/i18n.ts';
import { clockTime } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { startLoss } from '../../state/losses.ts';
import { requestUnlock, withUnlock } from '../../state/vault/unlock.ts';
import { showVaultStatus, useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './activity-page.module.css';

type Verification = CallOutput<'activity.verify'> & { readonly checkedAt: string };
type Finding = Verification['findings'][number];

const tones = { unsealed: 'off', broken: 'bad' } as const;

export function SealCard() {
  const { t, language } = useText();
  const status = useVault((state) => state.status);
  const revision = status?.revision;
  const locked = status?.state === 'locked';
  const [checked, setChecked] = useState<Verification | null>(null);
  const check = useAttempt();
  const accept = useAttempt();
  const verify = () =>
    check.run(async (options) => {
      const answer = await ipc('activity.verify', {}, options);
      setChecked({ ...answer, checkedAt: new Date().toISOString() });
    });
  useEffect(() => {
    void verify();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- verify again when the vault changes, locks or unlocks
  }, [revision, locked]);
  const goOn = () =>
    accept.run(async () => {
      showVaultStatus(await withUnlock(() => ipc('activity.acceptSeal', {})));
      await verify();
    });

  if (check.error !== null) {
    return (
      <div className={css.wide}>
        <ErrorNotice
          key={check.number}
          error={check.error}
          actions={<Button onPress={() => void verify()}>{t('common.retry')}</Button>}
        />
      </div>
    );
  }
  if (checked === null) {
    return (
      <div className={css.seal}>
        <ProgressLine label={t('activity.checking')} progress={check.progress} />
      </div>
    );
  }
  const { seal, findings, checkedAt } = checked;
  const actions = (
    <>
      {locked && seal !== 'broken' && (
        <Button size="small" onPress={() => void requestUnlock()}>
          {t('activity.unlockToCheck')}
        </Button>
      )}
      {seal === 'broken' && (
        <Button size="small" onPress={() => void goOn()} isDisabled={accept.busy}>
          {t('activity.accept')}
        </Button>
      )}
      {seal === 'broken' && findings.some(({ problem }) => problem === 'recipient-swapped') && (
        <Button look="primary" size="small" onPress={() => startLoss()}>
          {t('losses.open')}
        </Button>
      )}
      {seal !== 'broken' && !locked && (
        <Button
          look={seal === 'sealed' ? 'quiet' : 'plain'}
          size="small"
          onPress={() => void verify()}
          isDisabled={check.busy}
        >
          {t('activity.checkAgain')}
        </Button>
      )}
    </>
  );
  if (seal === 'sealed' || seal === 'unknown') {
    return (
      <div className={css.seal} title={t(`activity.sealText.${seal}`)}>
        {seal === 'sealed' && <ShieldCheck className={css.complete ?? ''} size={16} aria-hidden />}
        <b className={seal === 'sealed' ? css.complete : ''}>{t(`activity.seal.${seal}`)}</b>
        {seal === 'sealed' && <span>{t('activity.checkedToday', { time: clockTime(checkedAt, language) })}</span>}
        {actions}
      </div>
    );
  }
  return (
    <div className={css.wide}>
      <Notice tone={tones[seal]} title={t(`activity.seal.${seal}`)} actions={actions}>
        <p>
          {joinSentences(
            t(`activity.sealText.${seal}`),
            t('activity.checkedAt', { time: clockTime(checkedAt, language) }),
          )}
        </p>
        {findings.length > 0 && (
          <ul className={css.findings}>
            {findings.map((finding) => (
              <FindingLine key={`${finding.problem} ${finding.affected}`} finding={finding} />
            ))}
          </ul>
        )}
      </Notice>
      {accept.error !== null && <ErrorNotice key={accept.number} error={accept.error} />}
    </div>
  );
}

function FindingLine({ finding }: { readonly finding: Finding }) {
  const { t } = useText();
  return (
    <li data-problem={finding.problem}>
      <b>{t(`activity.finding.${finding.problem}`)}</b> {t(`activity.findingStep.${finding.problem}`)}
      <Affected finding={finding} />
    </li>
  );
}

function Affected({ finding: { affected, problem } }: { readonly finding: Finding }) {
  const { t } = useText();
  if (affected === '' || problem === 'recipient-swapped') return null;
  const protector = protectorKinds.find((kind) => kind === affected);
  const words = protector === undefined ? screenText(affected).slice(0, 24) : t(`settings.protector.${protector}`);
  return <> {t('activity.affected', { what: words })}</>;
}
