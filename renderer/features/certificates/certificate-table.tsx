import { type ComponentType, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, TableLayout, Virtualizer } from 'react-aria-components';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { useSettings } from '../../state/settings-store.ts';
import { CountdownCell, HolderCell, IssuerCell, KeyCell, StatusCell } from './certificate-cells.tsx';
import css from './certificate-table.module.css';

interface ColumnSpec {
  readonly id: 'holder' | 'issuer' | 'left' | 'status' | 'key';
  /** Pixels at 14 px text, or a share of what is left. */
  readonly width: number | `${number}fr`;
  /** The column gives way below this width of the list, in pixels. */
  readonly needs: number;
  readonly Content: ComponentType<{ readonly certificate: CertificateSummary }>;
}

const columns: readonly ColumnSpec[] = [
  { id: 'holder', width: '1.2fr', needs: 0, Content: HolderCell },
  { id: 'issuer', width: '1fr', needs: 640, Content: IssuerCell },
  { id: 'left', width: 158, needs: 0, Content: CountdownCell },
  { id: 'status', width: 132, needs: 440, Content: StatusCell },
  { id: 'key', width: 112, needs: 540, Content: KeyCell },
];

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
  const shown = useMemo(() => columns.filter(({ needs }) => width >= needs * scale), [width, scale]);
  const layoutOptions = useMemo(
    () => ({ rowHeight: Math.round(57 * scale), headingHeight: Math.round(34 * scale) }),
    [scale],
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
          <TableHeader columns={shown} className={css.header ?? ''}>
            {({ id, width: columnWidth }) => (
              <Column
                id={id}
                isRowHeader={id === 'holder'}
                className={css.column ?? ''}
                width={typeof columnWidth === 'number' ? Math.round(columnWidth * scale) : columnWidth}
              >
                {t(`list.${id}`)}
              </Column>
            )}
          </TableHeader>
          {/* Rows are cached per certificate: they are built anew only for what stands here. */}
          <TableBody items={certificates} dependencies={[shown, language]}>
            {(certificate) => (
              <Row
                id={certificate.sha256}
                columns={shown}
                className={css.row ?? ''}
                textValue={certificate.displayName}
              >
                {({ Content }) => (
                  <Cell className={css.cell ?? ''}>
                    <Content certificate={certificate} />
                  </Cell>
                )}
              </Row>
            )}
          </TableBody>
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
