// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';

export interface AuthorityKeyProps {
  readonly isAccepted: boolean;
  readonly onAccept: (accepted: boolean) => void;
}

/** Before anything is made or sent: who makes the key, who then knows it, and what is better (RFC 7030 §4.4). */
export function AuthorityKey({ isAccepted, onAccept }: AuthorityKeyProps) {
  const { t } = useText();
  return (
    <>
      <Notice tone="warn" title={t('servers.authorityKey.title')} urgent>
        <p>{t('servers.authorityKey.text')}</p>
      </Notice>
      <Checkbox isSelected={isAccepted} onChange={onAccept}>
        {t('servers.authorityKey.accept')}
      </Checkbox>
    </>
  );
}
