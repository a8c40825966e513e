// SPDX-License-Identifier: Apache-2.0
import { useEffect, useId, useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import type { BackupOverview } from '../../../state/backups-store.ts';
import { useCertificates } from '../../../state/certificates-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Choice } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import layout from '../../../ui/layout.module.css';
import { type CreateForm, hasUnsafe } from './create-form.ts';

export interface ScopeStepProps {
  readonly scope: CreateForm['scope'];
  /** SHA-256 of the certificates selected in the list; an empty list hides the choice. */
  readonly chosen: readonly string[];
  readonly overview: BackupOverview;
  readonly onChange: (scope: CreateForm['scope']) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function ScopeStep({ scope, chosen, overview, onChange, onCancel, onNext }: ScopeStepProps) {
  const { t } = useText();
  const id = useId();
  const certificates = useVault((state) => state.status?.certificates ?? 0);
  const authorities = useCertificates((state) => state.list?.authorities ?? 0);
  const own = certificates - authorities;
  const names = useNames(chosen);
  const { withKey, current } = overview.counts;
  const unsafe = withKey - current;
  return (
    <Form
      id={id}
      className={layout.unboxed ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
    >
      <Choice
        look="cards"
        label={t('backup.wizard.what')}
        value={scope}
        onChange={onChange}
        options={[
          {
            value: 'all',
            name: t('backup.wizard.everything'),
            help:
              authorities === 0 || own <= 0
                ? t('backup.wizard.everythingHelp', { count: certificates })
                : t('backup.wizard.everythingWithIssuers', {
                    count: own,
                    issuers: t('backup.wizard.issuers', { count: authorities }),
                  }),
          },
          ...(hasUnsafe(overview.counts)
            ? [
                {
                  value: 'unsafe' as const,
                  name: t('backup.wizard.unsafe'),
                  help: t('backup.wizard.unsafeHelp', { count: unsafe }),
                },
              ]
            : []),
          ...(chosen.length > 0
            ? [
                {
                  value: 'chosen' as const,
                  name: [t('backup.wizard.chosen'), names].filter(Boolean).join(' · '),
                  help: t('backup.wizard.chosenHelp', { count: chosen.length }),
                },
              ]
            : []),
        ]}
      />
      <DialogActions>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={id}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </Form>
  );
}

const maxNamed = 2;

/** Empty for more than `maxNamed` certificates, and while loading. */
function useNames(sha256s: readonly string[]): string {
  const { t } = useText();
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    if (sha256s.length > maxNamed) return undefined;
    let isCurrent = true;
    Promise.all(sha256s.map(async (sha256) => ipc('certificates.detail', { sha256 }))).then(
      (details) => isCurrent && setNames(details.map(({ label, displayName }) => label ?? displayName)),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [sha256s]);
  return [...new Set(names)].map(screenText).join(t('common.listSeparator'));
}
