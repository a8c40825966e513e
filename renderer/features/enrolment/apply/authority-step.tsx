// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { hostWords } from '../../../lib/text/host-words.ts';

export interface AuthorityStepProps {
  readonly profiles: readonly HeldProfile[];
  readonly held: HeldProfile | undefined;
  readonly onChoose: (id: string) => void;
  readonly onConfirm: (held: HeldProfile) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
  /** For a CA that isn't listed. Null hides the choice. */
  readonly onUnlisted: (() => void) | null;
}

export function AuthorityStep({
  profiles,
  held,
  onChoose,
  onConfirm,
  onCancel,
  onNext,
  onUnlisted,
}: AuthorityStepProps) {
  const { t } = useText();
  const warning = useRef<HTMLDivElement>(null);
  const warned = held?.confirmedAt === null ? held.id : null;
  const hasChosen = useRef(false);
  useEffect(() => {
    if (hasChosen.current) warning.current?.scrollIntoView?.({ block: 'nearest' });
  }, [warned]);
  const choose = (id: string) => {
    hasChosen.current = true;
    onChoose(id);
  };
  return (
    <>
      <Choice
        look="cards"
        label={t('enrolment.wizard.authority')}
        value={held?.id ?? null}
        onChange={choose}
        options={profiles.map(({ id, profile, host }) => ({
          value: id,
          name: `${screenText(profile.name)} · ${hostWords(host)}`,
          help: t(`enrolment.protocolHelp.${profile.protocol}`),
        }))}
      />
      {held !== undefined && held.confirmedAt === null && (
        <div ref={warning}>
          <Notice
            tone="warn"
            title={t('enrolment.unverifiedTitle')}
            actions={
              <Button look={mustConfirm(held) ? 'primary' : 'plain'} onPress={() => onConfirm(held)}>
                {t('enrolment.confirm')}
              </Button>
            }
          >
            <p>{t(mustConfirm(held) ? 'enrolment.unverifiedText' : 'enrolment.unverifiedAdvice')}</p>
          </Notice>
        </div>
      )}
      <DialogActions>
        {onUnlisted !== null && (
          <div data-start>
            <Button onPress={onUnlisted}>{t('bankSite.another')}</Button>
          </div>
        )}
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button look="primary" onPress={onNext} isDisabled={held === undefined || mustConfirm(held)}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}

function mustConfirm({ profile, confirmedAt }: HeldProfile): boolean {
  return isServerProtocol(profile.protocol) && confirmedAt === null;
}
