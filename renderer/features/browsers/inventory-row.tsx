// SPDX-License-Identifier: Apache-2.0
import { memo } from 'react';
import type { InventoryRow as Row } from '../../../shared/schemas/store.ts';
import type { Text } from '../../i18n/i18n.ts';
import { statusNow, statusTone } from '../../lib/text/countdown.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { placementText, placementTone, proofText, strongestProof } from '../../lib/text/placement-text.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import css from './inventory-table.module.css';
import { calmAction, findingAction, firstFinding } from './next-action.ts';

const shownPlaces = 2;

export interface InventoryRowProps {
  readonly row: Row | undefined;
  readonly index: number;
  readonly top: number;
  /** In the Tab order. */
  readonly isActive: boolean;
  readonly text: Text;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The table handles input, by `data-index`. */
export const InventoryRow = memo(function InventoryRow({ row, index, top, isActive, text, now }: InventoryRowProps) {
  const { t } = text;
  return (
    <div
      role="row"
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      {...(row === undefined && { 'aria-busy': true })}
    >
      {row === undefined ? (
        <div role="rowheader" className={css.cell}>
          <span className={css.placeholder}>{t('browsers.coming')}</span>
        </div>
      ) : (
        <Cells row={row} isActive={isActive} text={text} now={now} />
      )}
    </div>
  );
});

interface CellsProps {
  readonly row: Row;
  readonly isActive: boolean;
  readonly text: Text;
  readonly now: number;
}

function Cells({ row, isActive, text, now }: CellsProps) {
  const { t, language } = text;
  const { notBefore, notAfter, status } = row;
  const { state, words } = countdownText(t, notBefore, notAfter, now);
  const current = statusNow(status, notBefore, notAfter, now);
  const more = row.places.length - shownPlaces;
  const vaultWord = row.keyInVault
    ? t('browsers.inVault')
    : row.inVault
      ? t('browsers.inVaultPublic')
      : row.watched
        ? t('browsers.watched')
        : t('browsers.notInVault');
  return (
    <>
      <div
        role="rowheader"
        className={css.cell}
        aria-label={`${screenText(row.displayName)} · ${screenText(row.issuerName)}`}
      >
        <span className={css.stack}>
          <span className={css.name}>{screenText(row.displayName)}</span>
          <span className={css.sub}>{screenText(row.issuerName)}</span>
        </span>
      </div>
      <div role="gridcell" className={`${css.cell} ${css.left}`}>
        <Ring fraction={state.fraction} tone={statusTone[statusNow(status, notBefore, notAfter, now)]} />
        <span className={css.stack}>
          <span>{words}</span>
          <span className={css.sub}>
            {t(`status.${current}`)} · {shortDate(state.phase === 'not-yet' ? notBefore : notAfter, language)}
          </span>
        </span>
      </div>
      <div role="gridcell" className={`${css.cell} ${css.where}`}>
        {row.places.length === 0 && <span className={css.sub}>{t('browsers.notInstalled')}</span>}
        {row.places.slice(0, shownPlaces).map((placement) => (
          <Pill key={placement.storeId} tone={placementTone(placement)}>
            {placementText(text, placement)}
          </Pill>
        ))}
        {more > 0 && <span className={css.sub}>{t('browsers.andMore', { count: more })}</span>}
      </div>
      <div role="gridcell" className={`${css.cell} ${css.vault}`}>
        <span className={row.keyInVault ? undefined : css.sub}>{vaultWord}</span>
      </div>
      <div role="gridcell" className={`${css.cell} ${css.next}`}>
        <Condition row={row} isActive={isActive} text={text} />
      </div>
    </>
  );
}

function Condition({ row, isActive, text }: Omit<CellsProps, 'now'>) {
  const { t } = text;
  const finding = firstFinding(row);
  const action = finding === null ? calmAction(row) : findingAction(row, finding);
  const proved = row.places
    .map(({ proofs }) => strongestProof(proofs))
    .filter((proof) => proof !== null)
    .toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return (
    <>
      <span className={`${css.condition} ${finding === null ? css.sub : css.warn}`}>
        {finding === null
          ? row.places.some(({ hardware }) => hardware === null) && proofText(text, proved ?? null)
          : t(`browsers.findings.${finding}`)}
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
