// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Asn1Node, Asn1Tree } from '../../../../shared/schemas/certificates/asn1.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc, toAppError } from '../../../lib/ipc.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import text from '../../../ui/text.module.css';
import css from './asn1-tree.module.css';

/** Initially shows the fields of TBSCertificate (RFC 5280 §4.1). */
const openLevels = 2;

/** Renders only open branches, because a tree can have thousands of nodes. */
export function Asn1TreeView({ sha256 }: { readonly sha256: string }) {
  const { t } = useText();
  const [tree, setTree] = useState<Asn1Tree | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    setTree(null);
    setError(null);
    ipc('certificates.asn1', { sha256 }).then(
      (answer) => current && setTree(answer),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [sha256]);
  if (error !== null) return <ErrorNotice error={error} />;
  if (tree === null) return <p className={text.muted}>{t('detail.loading')}</p>;
  return (
    // Scrollable elements must be focusable (WCAG 2.1.1).
    <div className={css.tree} tabIndex={0} role="group" aria-label={t('detail.asn1')}>
      <ul>
        <Branch node={tree.root} level={0} />
      </ul>
      {tree.truncated && <p className={text.muted}>{t('detail.asn1Truncated', { count: tree.nodes })}</p>}
    </div>
  );
}

function Branch({ node, level }: { readonly node: Asn1Node; readonly level: number }) {
  const [open, setOpen] = useState(level < openLevels);
  if (node.children.length === 0) {
    return (
      <li className={css.leaf}>
        <Line node={node} />
      </li>
    );
  }
  return (
    <li>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={css.summary}>
          <Line node={node} />
        </summary>
        {open && (
          <ul>
            {node.children.map((child) => (
              <Branch key={child.offset} node={child} level={level + 1} />
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}

function Line({ node }: { readonly node: Asn1Node }) {
  const { t } = useText();
  const { offset, tag, length, value, name } = node;
  return (
    <span className={css.line} title={t('detail.asn1Place', { offset, length })}>
      <span className={css.offset}>{offset}</span>
      <span className={text.muted}>{tag}</span>
      {name !== null && <span className={css.name}>{name}</span>}
      {value !== null && <span className={css.value}>{screenText(value)}</span>}
      {value === null && <span className={css.offset}>{length}</span>}
    </span>
  );
}
