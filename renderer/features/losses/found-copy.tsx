// SPDX-License-Identifier: Apache-2.0
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';
import { isSurely } from './use-copies.ts';

export interface FoundCopyProps {
  readonly file: FoundFile;
  readonly sha256: string;
  readonly onTake: (() => void) | null;
  readonly isPrimary?: boolean;
}

export function FoundCopy({ file, sha256, onTake, isPrimary = false }: FoundCopyProps) {
  const { t } = useText();
  const name = screenText(file.fileName);
  const sure = isSurely(file, sha256);
  return (
    <li className={css.item}>
      <span className={css.grow}>
        <b>{name}</b>
        <span className={text.small}>
          {t(sure ? 'losses.copies.surely' : onTake === null ? 'losses.copies.possibly' : 'losses.copies.maybe')}
          {sure && file.holdsKeys && ` · ${t('losses.copies.withKey')}`}
        </span>
        {file.paths.map((path) => (
          <span key={path} className={text.path}>
            {screenText(path)}
          </span>
        ))}
      </span>
      {onTake !== null && (
        <Button
          look={isPrimary ? 'primary' : 'plain'}
          size="small"
          aria-label={t('losses.copies.takeOf', { name })}
          onPress={onTake}
          autoFocus={isPrimary}
        >
          {t('losses.copies.take')}
        </Button>
      )}
    </li>
  );
}
