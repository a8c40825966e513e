// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AnchorFacts } from '../../../shared/schemas/trust/trust.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { CompareDialog } from './compare-dialog.tsx';

export function AddAuthorityDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const [found, setFound] = useState<readonly AnchorFacts[]>([]);
  const [chosen, setChosen] = useState('');
  const [facts, setFacts] = useState<AnchorFacts | null>(null);
  const looked = (authorities: readonly AnchorFacts[]) => {
    const [first] = authorities;
    setFound(authorities);
    setChosen(first?.sha256 ?? '');
    if (authorities.length === 1) setFacts(first ?? null);
  };
  const attempt = useAttempt();
  const choose = () =>
    attempt.run(async () => {
      const answer = await ipc('anchors.chooseFile', {});
      if (answer.outcome === 'looked') looked(answer.authorities);
    });
  if (facts !== null) return <CompareDialog facts={facts} how="add" onClose={onClose} />;
  const next = () => setFacts(found.find(({ sha256 }) => sha256 === chosen) ?? null);
  return (
    <Dialog title={t('trust.file.title')} width="narrow" onClose={onClose}>
      <p>{t('trust.file.lead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {found.length > 1 ? (
        <Choice
          look="cards"
          label={t('trust.file.several')}
          value={chosen}
          onChange={setChosen}
          options={found.map(({ sha256, displayName, issuer, selfIssued }) => ({
            value: sha256,
            name: screenText(displayName),
            help: selfIssued ? t('trust.file.root') : t('trust.file.intermediate', { issuer: screenText(issuer) }),
          }))}
        />
      ) : (
        <div>
          <Button onPress={() => void choose()} isDisabled={attempt.busy} autoFocus>
            {t('trust.file.choose')}
          </Button>
        </div>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        {found.length > 1 && (
          <Button look="primary" onPress={next}>
            {t('trust.file.next')}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
