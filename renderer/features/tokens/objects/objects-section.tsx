// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { clockTime } from '../../../lib/text/dates.ts';
import { loadTokenObjects, useTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { LiveRegion } from '../../../ui/feedback/live-region.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import { groupObjects } from './object-groups.ts';
import { ObjectSheet } from './object-sheet.tsx';
import { ObjectsTable } from './objects-table.tsx';
import layout from '../../../ui/layout.module.css';
import words from '../../../ui/text.module.css';
import css from '../tokens-page.module.css';

export function ObjectsSection({ token }: { readonly token: Token }) {
  const { t, language } = useText();
  const { shown, error, reading } = useTokenObjects();
  const [open, setOpen] = useState<string | null>(null);
  const list = shown?.tokenId === token.id ? shown : null;
  const groups = useMemo(() => groupObjects(list?.objects ?? []), [list]);
  const count = list?.objects.length ?? 0;
  const counted = t('tokenObjects.count', { count: groups.length });
  const again = () => void loadTokenObjects(token.id, true);
  const openGroup = groups.find(({ key }) => key === open) ?? null;
  const asksPin = list?.publicOnly === true && token.loginRequired && !token.unlocked;
  return (
    <section className={layout.stack10} aria-label={t('tokenObjects.title')}>
      <div className={css.sectionHead}>
        <h3>{t('tokenObjects.title')}</h3>
        {list !== null && (
          <span className={words.sub}>
            {list.complete
              ? `${counted} · ${t('tokenObjects.readAt', { time: clockTime(list.readAt, language) })}`
              : t('tokenObjects.readSoFar', { count })}
          </span>
        )}
        <span className={layout.gap} />
        <Button look="quiet" size="small" onPress={again} isDisabled={reading}>
          {t('tokenObjects.readAgain')}
        </Button>
      </div>
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={
            <Button size="small" onPress={again}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {asksPin && count > 0 && <AskPin token={token} />}
      {reading && list?.complete !== true && <ProgressLine label={t('tokenObjects.reading')} />}
      {groups.length > 0 && (
        <ObjectsTable
          groups={groups}
          publicOnly={list?.publicOnly ?? false}
          complete={list?.complete ?? false}
          onOpen={setOpen}
        />
      )}
      {list?.complete === true && count === 0 && (
        <Notice tone="off" title={t('tokenObjects.emptyTitle')} actions={asksPin && <UnlockButton token={token} />}>
          <p>{asksPin ? t('tokenObjects.emptyPublic') : t('tokenObjects.empty')}</p>
        </Notice>
      )}
      {openGroup !== null && <ObjectSheet token={token} group={openGroup} onClose={() => setOpen(null)} />}
      <LiveRegion text={list?.complete === true ? counted : ''} />
    </section>
  );
}

function AskPin({ token }: { readonly token: Token }) {
  const { t } = useText();
  return (
    <Notice tone="off" actions={<UnlockButton token={token} />}>
      <p>{t('tokenObjects.publicOnly')}</p>
    </Notice>
  );
}

function UnlockButton({ token }: { readonly token: Token }) {
  const { t } = useText();
  if (token.pin === 'locked' || token.pin === 'unset') return null;
  return (
    <Button size="small" onPress={() => void openDialog('tokens.unlock', { token })}>
      {t('tokens.unlock')}
    </Button>
  );
}
