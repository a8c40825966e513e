// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import { type Text, useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { lacksIssuer, type PathWords, pathWords } from '../../lib/text/path-words.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Notice } from '../../ui/feedback/notice.tsx';
import { MissingIssuerPane } from '../revocation/missing-issuer-pane.tsx';

export interface ArrivedPathPaneProps {
  readonly sha256: string;
  readonly leadsToAuthority?: boolean | null;
}

/** Informs only: the certificate is already imported. */
export function ArrivedPathPane({ sha256, leadsToAuthority = null }: ArrivedPathPaneProps) {
  const { t } = useText();
  if (leadsToAuthority !== true) return <JudgedPath sha256={sha256} missesAuthority={leadsToAuthority === false} />;
  return (
    <Notice tone="ok">
      <p>{t('enrolment.answer.donePath')}</p>
    </Notice>
  );
}

function JudgedPath({ sha256, missesAuthority }: { readonly sha256: string; readonly missesAuthority: boolean }) {
  const text = useText();
  const [check, setCheck] = useState<PathCheck | 'failed' | null>(null);
  const begun = useRef(false);
  const judge = () =>
    void ipc('paths.check', { sha256 }).then(
      (answer) => setCheck(answer.check),
      () => setCheck('failed'),
    );
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    judge();
  });
  const { tone, lines } = wordsOf(text, check);
  const isOpen = check !== null && check !== 'failed' && lacksIssuer(check);
  const name = isOpen ? (check.path[0]?.name ?? '') : '';
  return (
    <Notice
      tone={missesAuthority && tone !== 'bad' ? 'warn' : tone}
      {...(isOpen && { actions: <MissingIssuerPane sha256={sha256} name={name} onDone={judge} /> })}
    >
      {missesAuthority && <p>{text.t('trust.path.notAuthority')}</p>}
      {lines.map((line) => (
        <p key={line}>{screenText(line)}</p>
      ))}
    </Notice>
  );
}

function wordsOf(text: Text, check: PathCheck | 'failed' | null): PathWords {
  const { t } = text;
  if (check === null) return { tone: 'off', lines: [t('trust.path.checking')] };
  if (check === 'failed') return { tone: 'off', lines: [t('trust.path.unchecked')] };
  if (check.sound && lacksIssuer(check)) return { tone: 'off', lines: [t('trust.path.unknownIssuer')] };
  return pathWords(text, check);
}
