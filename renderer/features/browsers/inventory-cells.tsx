// SPDX-License-Identifier: Apache-2.0
import type { InventoryRow as Row } from '../../../shared/schemas/store.ts';
import type { Text } from '../../i18n/i18n.ts';
import { statusNow, toneNow } from '../../lib/text/countdown.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { isSaidRevoked, lossInList } from '../../lib/text/loss-steps.ts';
import { placementText, placementTone, proofText, strongestProof } from '../../lib/text/placement-text.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import { type CellsProps, GridCell } from '../../ui/grid/grid-row.tsx';
import words from '../../ui/grid/cell-text.module.css';
import css from './inventory-table.module.css';
import { calmAction, findingAction, firstFinding, vaultWord } from './next-action.ts';

const shownPlaces = 2;

export interface InventoryCellsContext {
  readonly text: Text;
  /** ms since the epoch. */
  readonly now: number;
}

export function InventoryCells({ row, isActive, context }: CellsProps<Row, InventoryCellsContext>) {
  const { text, now } = context;
  const { t, language } = text;
  if (row === undefined) {
    return (
      <GridCell isRowHeader>
        <span className={css.placeholder}>{t('browsers.coming')}</span>
      </GridCell>
    );
  }
  const { notBefore, notAfter, status } = row;
  const { state, words: left } = countdownText(t, notBefore, notAfter, now);
  const current = statusNow(status, notBefore, notAfter, now);
  const reported = { loss: row.loss, hasPrivateKey: row.keyInVault };
  const loss = lossInList(reported, current);
  const isOff = isSaidRevoked(reported, current);
  const name = screenText(row.displayName);
  const bank = bankLine(row);
  const more = row.places.length - shownPlaces;
  return (
    <>
      <GridCell isRowHeader aria-label={`${name} · ${bank}`}>
        <span className={words.stack}>
          <span className={words.name} title={name}>
            {name}
          </span>
          <span className={words.sub} title={bank}>
            {bank}
          </span>
        </span>
      </GridCell>
      <GridCell className={css.left}>
        <Ring fraction={isOff ? 0 : state.fraction} tone={loss === null ? toneNow(current, notAfter, now) : 'bad'} />
        <span className={words.stack}>
          <span>{isOff ? t('losses.progress.confirmed') : left}</span>
          <span className={words.sub}>
            {t(loss === null ? `status.${current}` : `losses.short.${loss}`)} ·{' '}
            {shortDate(state.phase === 'not-yet' ? notBefore : notAfter, language)}
          </span>
        </span>
      </GridCell>
      <GridCell className={css.where}>
        {row.places.length === 0 && <span className={words.sub}>—</span>}
        {row.places.slice(0, shownPlaces).map((placement) => (
          <Pill key={placement.storeId} tone={placementTone(placement)} title={placementText(text, placement)}>
            {placementText(text, placement)}
          </Pill>
        ))}
        {more > 0 && <span className={words.sub}>{t('browsers.andMore', { count: more })}</span>}
      </GridCell>
      <GridCell className={css.vault}>
        <span className={row.keyInVault ? undefined : words.sub}>{t(vaultWord(row))}</span>
      </GridCell>
      <GridCell className={css.next}>
        <Condition row={row} isActive={isActive} text={text} />
      </GridCell>
    </>
  );
}

interface ConditionProps {
  readonly row: Row;
  readonly isActive: boolean;
  readonly text: Text;
}

function Condition({ row, isActive, text }: ConditionProps) {
  const { t } = text;
  const finding = firstFinding(row);
  const action = finding === null ? calmAction(row) : findingAction(row, finding);
  const proved = row.places
    .map(({ proofs }) => strongestProof(proofs))
    .filter((proof) => proof !== null)
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return (
    <>
      <span className={`${words.clamped} ${css.condition} ${finding === null ? words.sub : css.warn}`}>
        {finding !== null
          ? t(`browsers.findings.${finding}`)
          : row.places.length === 0
            ? t('browsers.notInstalled')
            : row.places.some(({ hardware }) => hardware === null)
              ? proofText(text, proved ?? null)
              : t('browsers.notTestable')}
      </span>
      {action !== null && (
        <Button
          size="small"
          excludeFromTabOrder={!isActive}
          onPress={action.run}
          aria-label={`${t(`browsers.act.${action.name}`)} ${screenText(row.displayName)}`}
        >
          {t(`browsers.act.${action.name}`)}
        </Button>
      )}
    </>
  );
}
