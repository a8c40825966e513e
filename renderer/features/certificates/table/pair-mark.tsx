// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ListRow } from '../../../../shared/schemas/certificates/list-row.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { openPair } from '../../../state/certificates-store.ts';
import css from './certificate-table.module.css';

interface PairMarkProps {
  readonly row: Pick<ListRow, 'part' | 'pair'>;
  readonly t: Text['t'];
}

/** Works by pointer only; the row handles keys and announces the state. */
export function PairMark({ row: { part, pair }, t }: PairMarkProps) {
  if (pair === null) return null;
  if (part === 'encryption') return <span className={css.branch} aria-hidden />;
  const isOpen = part === 'signing';
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={css.opener}
      tabIndex={-1}
      aria-label={t(isOpen ? 'list.pair.close' : 'list.pair.open')}
      // Keep the focus on the row.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void openPair(pair.signing.sha256, !isOpen)}
    >
      <Icon size={16} aria-hidden />
    </button>
  );
}
