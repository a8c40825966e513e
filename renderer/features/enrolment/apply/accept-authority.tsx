// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { typedFingerprintDigits } from '../../../../shared/domain/trust/typed-fingerprint.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { HostTrust, ShownAuthority } from '../../../../shared/schemas/trust/host-trust.ts';
import { useText } from '../../../i18n/i18n.ts';
import { type CallOptions, ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { withUnlock } from '../../../state/vault/unlock.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { AuthorityCard } from '../profiles/authority-card.tsx';
import { subjectName } from '../../../lib/text/holder.ts';
import layout from '../../../ui/layout.module.css';
import css from '../enrolment-page.module.css';
import { hostWords } from '../../../lib/text/host-words.ts';

export interface AcceptAuthorityProps {
  readonly held: HeldProfile;
  readonly onAccepted: (trust: HostTrust) => void;
}

/** For a server with no trusted CA. Requests the server's CA certificates only when the user asks. */
export function AcceptAuthority({ held, onAccepted }: AcceptAuthorityProps) {
  const { t } = useText();
  const [shown, setShown] = useState<readonly ShownAuthority[] | null>(null);
  const [chosen, setChosen] = useState('');
  const [digits, setDigits] = useState('');
  const attempt = useAttempt();
  const form = useId();
  const { id: profileId } = held;
  const isWrong = attempt.error?.code === 'fingerprint-differs';
  const focus = () => document.getElementById(form)?.querySelector('input')?.focus();
  const authority = shown?.find(({ sha256 }) => sha256 === chosen) ?? shown?.[0];

  const look = async (options: CallOptions) => {
    const { authorities } = await ipc('servers.look', { profileId }, options);
    setShown(authorities);
    setChosen(authorities[0]?.sha256 ?? '');
  };
  const accept = async () => {
    if (authority === undefined) return;
    const { sha256 } = authority;
    onAccepted(await withUnlock(() => ipc('servers.accept', { profileId, sha256, digits })));
  };
  const take = async () => {
    const draftIds = (await ipc('imports.choose', {})).files.map(({ draftId }) => draftId);
    const [draftId, ...others] = draftIds;
    for (const other of others) void ipc('imports.discard', { draftId: other }).catch(() => undefined);
    if (draftId !== undefined) onAccepted(await withUnlock(() => ipc('servers.acceptFile', { profileId, draftId })));
  };
  return (
    <>
      {shown === null && (
        <Notice tone="warn" title={t('servers.trust.unknown')}>
          <p>{t('servers.trust.unknownText', { host: hostWords(held.host) })}</p>
        </Notice>
      )}
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {shown?.length === 0 && (
        <Notice tone="warn" urgent>
          <p>{t('servers.trust.none')}</p>
        </Notice>
      )}
      {shown !== null && shown.length > 1 && (
        <Choice
          look="cards"
          label={t('servers.trust.which')}
          value={authority?.sha256 ?? ''}
          onChange={setChosen}
          options={shown.map(({ sha256, subject }) => ({
            value: sha256,
            name: subjectName(subject),
            help: screenText(subject),
          }))}
        />
      )}
      {authority !== undefined && (
        <>
          {!isWrong && <p>{t('servers.trust.compare')}</p>}
          <AuthorityCard authority={authority} hidden={typedFingerprintDigits} />
          <Form
            id={form}
            className={layout.stack14 ?? ''}
            onSubmit={(event) => {
              event.preventDefault();
              if (digits.trim() !== '' && !attempt.busy) void attempt.run(accept, focus);
            }}
          >
            <TextField
              label={t('servers.trust.digits')}
              hint={t('servers.trust.digitsHint')}
              error={isWrong ? '' : undefined}
              value={digits}
              onChange={setDigits}
              maxLength={100}
              mono
              autoFocus
            />
          </Form>
        </>
      )}
      {attempt.busy && shown === null && (
        <ProgressLine label={t('servers.trust.looking')} progress={attempt.progress} onCancel={attempt.cancel} />
      )}
      <div className={css.acts}>
        {authority === undefined ? (
          <Button look="primary" onPress={() => void attempt.run(look)} isDisabled={attempt.busy} autoFocus>
            {t('servers.trust.look')}
          </Button>
        ) : (
          <Button look="primary" type="submit" form={form} isDisabled={digits.trim() === '' || attempt.busy}>
            {t('servers.trust.accept')}
          </Button>
        )}
        <Button onPress={() => void attempt.run(take)} isDisabled={attempt.busy}>
          {t('servers.trust.file')}
        </Button>
      </div>
    </>
  );
}
