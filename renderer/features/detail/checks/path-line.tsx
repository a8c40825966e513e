// SPDX-License-Identifier: Apache-2.0
import { Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import { joinSentences } from '../../../../shared/i18n/message.ts';
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import type { PathCheck } from '../../../../shared/schemas/trust/trust.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { recentTime } from '../../../lib/text/dates.ts';
import { ipc, onEvent } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { screenText } from '../../../lib/text/screen-text.ts';
import { isIssuerAtFault, lacksIssuer, type PathWords, pathWords, warningLines } from '../../../lib/text/path-words.ts';
import { type CheckAction, CheckLine } from './check-line.tsx';

/** Needs a React key per certificate, because answers can arrive late. */
export function PathLine({ detail }: { readonly detail: CertificateDetail }) {
  const text = useText();
  const { t, language } = text;
  const { sha256 } = detail;
  const { check: known, attempt, run } = usePathCheck(sha256);
  const check = known !== null && isOutdated(known, detail) ? null : known;
  const { tone, lines } = wording(text, detail, check);
  const root = check === null || isUnsafe(detail.loss) ? null : untrustedRoot(check, detail);
  const checkedAt = check === null ? '' : checkedText(text, check, detail);
  const when = detail.chainState === 'incomplete' ? joinSentences(t('detail.chainMissingMeans'), checkedAt) : checkedAt;
  const actions: CheckAction[] = [
    ...(root === null
      ? []
      : [
          {
            name: t('trust.path.trustShort'),
            label: t('trust.path.trustAction'),
            run: () => void openDialog('trust.root', { sha256: root }),
          },
        ]),
    ...(detail.chainState === 'incomplete' || (tone === 'bad' && check !== null && isIssuerAtFault(check))
      ? [{ name: t('list.importShort'), label: t('detail.chainMissingAction'), run: () => openImport() }]
      : []),
    ...(attempt.busy || root !== null ? [] : [{ name: t('trust.path.check'), run }]),
  ];
  return (
    <>
      {lines.map((line, index) => (
        <CheckLine
          key={line}
          tone={tone}
          title={line}
          {...(check !== null && tone === 'off' && { Icon: Info })}
          {...(index === lines.length - 1 && { actions, when })}
        />
      ))}
      {warningLines(check ?? detail, language).map((line) => (
        <CheckLine key={line} tone="warn" title={line} />
      ))}
      {attempt.busy && (
        <li>
          <ProgressLine
            label={t('trust.path.checking')}
            progress={attempt.progress}
            onCancel={() => attempt.cancel()}
          />
        </li>
      )}
      {attempt.error !== null && (
        <li>
          <ErrorNotice key={attempt.number} error={attempt.error} />
        </li>
      )}
    </>
  );
}

function checkedText(
  { t, language }: Text,
  { valid, sound, path, checkedAt }: PathCheck,
  { chainState, loss }: CertificateDetail,
): string {
  const time = recentTime(checkedAt, language, t('time.today'));
  if (chainState === 'incomplete') return t('trust.path.checkedAt', { time });
  const root = screenText(path.at(-1)?.name ?? '');
  if (!valid && sound && path.length > 1 && loss === null) return t('trust.path.rootUntrustedMeans', { time });
  return valid ? t('detail.chainTo', { root, time }) : t('trust.path.checkedAt', { time });
}

export function usePathCheck(sha256: string) {
  const [check, setCheck] = useState<PathCheck | null>(null);
  const revision = useVault((state) => state.status?.revision ?? 0);
  useEffect(() => {
    let current = true;
    const ask = () =>
      void ipc('paths.verdict', { sha256 }).then(
        (answer) => current && setCheck(answer.check),
        () => current && setCheck(null),
      );
    ask();
    const stop = onEvent('paths.changed', ask);
    return () => {
      current = false;
      stop();
    };
  }, [sha256, revision]);
  const attempt = useAttempt();
  const run = () =>
    void attempt.run(async (options) => setCheck((await ipc('paths.check', { sha256 }, options)).check));
  return { check, attempt, run };
}

/** Returns a root only if trusting it would fix the path. */
export function untrustedRoot({ sound, reasons }: PathCheck, { isCa }: CertificateDetail): string | null {
  const reason = reasons.find(({ code }) => code === 'root-untrusted');
  return sound && reason !== undefined && (reason.role === 'anchor' || isCa) ? reason.certificate : null;
}

/** The issuer arrived after the check, which will run again. */
function isOutdated(check: PathCheck, { chainState }: CertificateDetail): boolean {
  return chainState !== 'incomplete' && check.sound && lacksIssuer(check);
}

function wording(text: Text, { chainState }: CertificateDetail, check: PathCheck | null): PathWords {
  if (chainState === 'incomplete') return { tone: 'warn', lines: [text.t('detail.chainMissing')] };
  if (check === null) return { tone: 'off', lines: [text.t('trust.path.unchecked')] };
  if (check.valid) return { tone: 'ok', lines: [text.t('detail.chainOk')] };
  if (check.sound && check.path.length > 1) return { tone: 'off', lines: [text.t('trust.path.rootUntrusted')] };
  return pathWords(text, check);
}
