// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { parseTags } from '../../lib/text/tags.ts';
import { indexOf, refreshCertificates, rowAt, useCertificates } from '../../state/certificates-store.ts';
import { toast } from '../../state/toasts-store.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog/dialog.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import layout from '../../ui/layout.module.css';
import css from './tags-dialog.module.css';

export interface TagsDialogProps {
  readonly sha256s: readonly string[];
  readonly onClose: () => void;
}

export function TagsDialog({ sha256s, onClose }: TagsDialogProps) {
  const { t } = useText();
  const known = useCertificates((state) => state.list?.tags) ?? [];
  const [line, setLine] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();
  const wanted = parseTags(line);
  const name = useCertificates(({ pages }) => rowAt(pages, indexOf(pages, sha256s[0] ?? null) ?? -1)?.displayName);
  const title =
    sha256s.length > 1 || name === undefined
      ? t('list.tagsTitle', { count: sha256s.length })
      : t('list.tagsTitleOf', { name: screenText(name) });

  const change = async (add: readonly string[], remove: readonly string[]) => {
    setBusy(true);
    setError(null);
    try {
      const { changed } = await ipc('certificates.tag', {
        certificates: [...sha256s],
        add: [...add],
        remove: [...remove],
      });
      const count = changed.length;
      const undo = async () => {
        await ipc('certificates.tag', { certificates: changed, add: [...remove], remove: [...add] });
        await refreshCertificates();
      };
      // The answer names changed certificates, not changed tags, so only a single change can be undone exactly.
      const exact = count > 0 && add.length + remove.length === 1;
      toast((say) => say('list.tagged', { count }), exact ? undo : null);
      setLine('');
      await refreshCertificates();
      if (add.length > 0) onClose();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} width="narrow" onClose={onClose}>
      {error !== null && <ErrorNotice error={error} />}
      <Form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted.length > 0 && !busy) void change(wanted, []);
        }}
      >
        <TextField label={t('list.tagsAdd')} hint={t('list.tagsHint')} value={line} onChange={setLine} autoFocus />
      </Form>
      {known.length > 0 && (
        <section className={layout.stack8}>
          <h3>{t('list.tagsRemove')}</h3>
          <ul className={css.tags}>
            {known.map((tag) => (
              <li key={tag}>
                <Button
                  size="small"
                  isDisabled={busy}
                  aria-label={t('list.tagRemove', { tag: screenText(tag) })}
                  onPress={() => void change([], [tag])}
                >
                  {screenText(tag)} ×
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <DialogActions>
        <Button onPress={onClose}>{t('common.close')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={wanted.length === 0 || busy}>
          {t('list.tagsApply')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
