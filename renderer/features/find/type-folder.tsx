import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { ipc } from '../../lib/ipc.ts';
import { useAttempt } from '../../lib/use-attempt.ts';
import type { FolderToSearch } from '../../state/find-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import css from './find-page.module.css';

export interface TypeFolderProps {
  readonly suggested: string;
  readonly onFolder: (folder: FolderToSearch) => void;
  readonly onCancel: () => void;
}

/** A folder's path, typed where the host has no dialog. */
export function TypeFolder({ suggested, onFolder, onCancel }: TypeFolderProps) {
  const { t } = useText();
  const [path, setPath] = useState(suggested);
  const attempt = useAttempt();
  const add = () =>
    attempt.run(async () => {
      onFolder(await ipc('discovery.typeFolder', { path: path.trim() }));
    });
  return (
    <Form
      className={css.typed ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        if (path.trim() !== '') void add();
      }}
    >
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <TextField label={t('find.folder')} value={path} onChange={setPath} maxLength={4096} mono autoFocus />
      <div className={css.buttons}>
        <Button type="submit" isDisabled={path.trim() === '' || attempt.busy}>
          {t('find.useFolder')}
        </Button>
        <Button look="quiet" onPress={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  );
}
