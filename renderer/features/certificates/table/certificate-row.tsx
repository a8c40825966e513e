// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, memo } from 'react';
import type { CertificateSummary } from '../../../../shared/schemas/certificates/certificate.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import {
  type CellProps,
  ChainCell,
  CountdownCell,
  HolderCell,
  IssuerCell,
  KeyCell,
  StatusCell,
} from './certificate-cells.tsx';
import css from './certificate-table.module.css';
import { type ColumnId, type ColumnSpec, iconWidth } from './table-columns.ts';

const contents: Record<ColumnId, ComponentType<CellProps>> = {
  holder: HolderCell,
  issuer: IssuerCell,
  left: CountdownCell,
  status: StatusCell,
  chain: ChainCell,
  key: KeyCell,
};

export interface CertificateRowProps {
  readonly certificate: CertificateSummary | undefined;
  readonly index: number;
  /** Among rows and headings, from 0. */
  readonly position: number;
  readonly top: number;
  readonly columns: readonly ColumnSpec[];
  /** In the Tab order. */
  readonly isActive: boolean;
  readonly isSelected: boolean;
  /** Null: no checkboxes. */
  readonly isTicked: boolean | null;
  readonly text: Text;
  readonly now: number;
}

/** The table handles input, by `data-index`. */
export const CertificateRow = memo(function CertificateRow(props: CertificateRowProps) {
  const { certificate, index, position, top, columns, isActive, isSelected, isTicked, text, now } = props;
  const { t } = text;
  const issuerShown = columns.some(({ id }) => id === 'issuer');
  const chainShown = columns.some(({ id }) => id === 'chain');
  return (
    <div
      role="row"
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={position + 2}
      aria-selected={isTicked ?? isSelected}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      {...(isSelected && { 'data-selected': true })}
      {...(certificate === undefined && { 'aria-busy': true })}
    >
      {isTicked !== null && (
        <div role="gridcell" className={css.cell}>
          {certificate !== undefined && (
            <input
              type="checkbox"
              className={css.tick}
              checked={isTicked}
              readOnly
              tabIndex={-1}
              aria-label={t('list.selectRow', { name: screenText(certificate.displayName) })}
            />
          )}
        </div>
      )}
      {columns.map(({ id, width }) => {
        const Content = contents[id];
        return (
          <div key={id} role={id === 'holder' ? 'rowheader' : 'gridcell'} className={css.cell}>
            {certificate === undefined ? (
              <span className={css.placeholder}>
                {id === 'holder' && <span className={css.hidden}>{t('list.rowComing')}</span>}
              </span>
            ) : (
              <Content
                certificate={certificate}
                text={text}
                now={now}
                iconOnly={width === iconWidth}
                withIssuer={!issuerShown}
                withChain={!chainShown}
              />
            )}
          </div>
        );
      })}
    </div>
  );
});
