import { type ComponentType, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import type { Language } from '../../../shared/i18n/language.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useSettings } from '../../state/settings-store.ts';
import { type CellProps, CountdownCell, HolderCell, IssuerCell, KeyCell, StatusCell } from './certificate-cells.tsx';
import css from './certificate-table.module.css';

type ColumnId = 'holder' | 'issuer' | 'left' | 'status' | 'key';

interface ColumnSpec {
  readonly id: ColumnId;
  /** Pixels at 14 px text, or a share of what is left. */
  readonly width: number | `${number}fr`;
}

const contents: Record<ColumnId, ComponentType<CellProps>> = {
  holder: HolderCell,
  issuer: IssuerCell,
  left: CountdownCell,
  status: StatusCell,
  key: KeyCell,
};

/** Pixels at 14 px text that the longest words need. */
const wordWidths: Record<Language, { left: number; status: number; key: number }> = {
  'zh-CN': { left: 156, status: 134, key: 112 },
  en: { left: 198, status: 156, key: 124 },
};
/** A key column of icons only; and the least width of a name that is still told apart. */
const iconWidth = 52;
const nameWidth = 130;

/** The columns that fit: first the words of the key column give way, then the issuer, then key and status. */
export function fittingColumns(width: number, language: Language): readonly ColumnSpec[] {
  const { left, status, key } = wordWidths[language];
  const spare = width - left - nameWidth;
  const columns: ColumnSpec[] = [{ id: 'holder', width: '1.2fr' }];
  if (spare >= status + iconWidth + nameWidth) columns.push({ id: 'issuer', width: '1fr' });
  columns.push({ id: 'left', width: left });
  if (spare >= status) columns.push({ id: 'status', width: status });
  if (spare >= status + iconWidth)
    columns.push({ id: 'key', width: spare >= status + key + nameWidth ? key : iconWidth });
  return columns;
}

export interface CertificateTableProps {
  readonly certificates: readonly CertificateSummary[];
  readonly selected: string | null;
  /** In a narrow window a row opens the sheet instead of being selected beside it. */
  readonly opensSheet: boolean;
  readonly onSelect: (sha256: string) => void;
  readonly onOpen: (sha256: string) => void;
}

/** The list: a virtual table, a dozen rows in the document whatever the number of certificates (L07). */
export function CertificateTable({ certificates, selected, opensSheet, onSelect, onOpen }: CertificateTableProps) {
  const { t, language } = useText();
  const large = useSettings((state) => state.settings?.textSize === 'large');
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const scale = large ? 16 / 14 : 1;
  const shown = useMemo(() => fittingColumns(width / scale, language), [width, scale, language]);
  const issuerShown = shown.some(({ id }) => id === 'issuer');
  const layoutOptions = useMemo(
    () => ({ rowHeight: Math.round(57 * scale), headingHeight: Math.round(34 * scale) }),
    [scale],
  );
  // The same element as long as the rows are the same: a selection must not walk through ten thousand of them.
  const rows = useMemo(
    () => (
      <>
        <TableHeader columns={shown} className={css.header ?? ''}>
          {({ id, width: columnWidth }) => (
            <Column
              id={id}
              isRowHeader={id === 'holder'}
              className={css.column ?? ''}
              width={typeof columnWidth === 'number' ? Math.round(columnWidth * scale) : columnWidth}
            >
              {columnWidth === iconWidth ? (
                <span className={css.hidden}>{t(`list.column.${id}`)}</span>
              ) : (
                t(`list.column.${id}`)
              )}
            </Column>
          )}
        </TableHeader>
        {/* Rows are cached per certificate: they are built anew only for what stands here. */}
        <TableBody items={certificates} dependencies={[shown, language, issuerShown, scale]}>
          {(certificate) => (
            <Row id={certificate.sha256} columns={shown} className={css.row ?? ''} textValue={certificate.displayName}>
              {({ id, width: columnWidth }) => {
                const Content = contents[id];
                return (
                  <Cell className={css.cell ?? ''}>
                    <Content certificate={certificate} iconOnly={columnWidth === iconWidth} withIssuer={!issuerShown} />
                  </Cell>
                );
              }}
            </Row>
          )}
        </TableBody>
      </>
    ),
    [certificates, shown, scale, language, issuerShown, t],
  );
  return (
    <div className={css.frame} ref={frame}>
      <Virtualizer layout={TableLayout} layoutOptions={layoutOptions}>
        <Table
          className={css.table ?? ''}
          aria-label={t('list.title')}
          {...(opensSheet
            ? { selectionMode: 'none' as const }
            : {
                selectionMode: 'single' as const,
                selectionBehavior: 'replace' as const,
                disallowEmptySelection: true,
                selectedKeys: selected === null ? [] : [selected],
                onSelectionChange: (keys: 'all' | Set<string | number>) => {
                  const [key] = keys === 'all' ? [] : keys;
                  if (key !== undefined) onSelect(String(key));
                },
              })}
          onRowAction={(key) => onOpen(String(key))}
        >
          {rows}
        </Table>
      </Virtualizer>
    </div>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(800);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null || typeof ResizeObserver === 'undefined') return undefined;
    setWidth(observed.clientWidth);
    const observer = new ResizeObserver(() => setWidth(observed.clientWidth));
    observer.observe(observed);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
