// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { parseTags } from '../../lib/text/tags.ts';
import { refreshCertificates } from '../../state/certificates-store.ts';
import { toast } from '../../state/toasts-store.ts';
import { requestUnlock, withUnlock } from '../../state/vault/unlock.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { TextField } from '../../ui/fields/text-field.tsx';
import layout from './metadata-form.module.css';

export interface MetadataFormProps {
  readonly detail: CertificateDetail;
  readonly onClose: () => void;
}

/** Needs a React key per certificate, because the fields keep their text. */
export function MetadataForm({ detail, onClose }: MetadataFormProps) {
  const { t } = useText();
  const shownName = detail.label ?? screenText(detail.displayName);
  const [label, setLabel] = useState(shownName);
  const [place, setPlace] = useState(detail.place ?? '');
  const [tags, setTags] = useState(detail.tags.join(t('common.listSeparator')));
  const [note, setNote] = useState(detail.note ?? '');
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useId();

  const noteChanged = !detail.noteLocked && note !== (detail.note ?? '');
  const changed =
    label !== shownName ||
    place !== (detail.place ?? '') ||
    parseTags(tags).join('\n') !== detail.tags.join('\n') ||
    noteChanged;

  const save = async () => {
    setBusy(true);
    setError(null);
    const change = {
      sha256: detail.sha256,
      label: label === shownName ? detail.label : label.trim() || null,
      place: place.trim() === '' ? null : place.trim(),
      tags: parseTags(tags),
      // Don't overwrite an unreadable note with an empty field.
      ...(noteChanged && { note: note === '' ? null : note }),
    };
    try {
      await withUnlock(() => ipc('certificates.annotate', change));
      toast((say) => say('detail.saved'));
      onClose();
      await refreshCertificates();
    } catch (thrown) {
      setError(toAppError(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <Form
        id={form}
        className={layout.form ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && !busy) void save();
        }}
      >
        {error !== null && <ErrorNotice error={error} />}
        <TextField
          label={t('detail.label')}
          placeholder={t('detail.labelHint')}
          value={label}
          onChange={setLabel}
          autoFocus
          maxLength={200}
        />
        <TextField
          label={t('detail.place')}
          placeholder={t('detail.placeHint')}
          value={place}
          onChange={setPlace}
          maxLength={200}
        />
        <TextField
          label={t('detail.tags')}
          hint={t('detail.tagsHint')}
          value={tags}
          onChange={setTags}
          maxLength={3000}
        />
        {detail.noteLocked ? (
          <Notice
            tone="off"
            title={t('detail.note')}
            actions={
              <Button size="small" onPress={() => void requestUnlock()}>
                {t('detail.noteUnlock')}
              </Button>
            }
          >
            <p>{t('detail.noteLocked')}</p>
          </Notice>
        ) : (
          <TextField
            label={t('detail.note')}
            hint={t('detail.noteHint')}
            value={note}
            onChange={setNote}
            lines={3}
            maxLength={10_000}
          />
        )}
      </Form>
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" type="submit" form={form} isDisabled={!changed || busy}>
          {t('common.save')}
        </Button>
      </DialogActions>
    </>
  );
}
