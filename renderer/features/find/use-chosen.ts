// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { maxFoundImport } from '../../../shared/domain/imports/import-limits.ts';
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import { ipc } from '../../lib/ipc.ts';
import { type Attempt, useAttempt } from '../../lib/use-attempt.ts';

export interface Chosen {
  readonly ids: readonly string[];
  /** Ids of new files that open without a password; `ids` are the selected ones. */
  readonly selectable: readonly string[];
  readonly tick: (ids: readonly string[], on: boolean) => void;
  readonly run: () => Promise<void>;
  readonly attempt: Attempt;
  readonly outcome: CallOutput<'discovery.import'> | null;
}

/** Initially selects files with a private key. */
export function useChosen(rows: readonly FoundFile[], onDone: () => void): Chosen {
  const attempt = useAttempt();
  const [outcome, setOutcome] = useState<CallOutput<'discovery.import'> | null>(null);
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const selectable = rows.filter(({ state }) => state === 'new');
  const ids = selectable.filter(({ id, holdsKeys }) => ticked.get(id) ?? holdsKeys).map(({ id }) => id);
  return {
    ids,
    selectable: selectable.map(({ id }) => id),
    tick: (changed, on) => setTicked((before) => new Map([...before, ...changed.map((id) => [id, on] as const)])),
    run: async () => {
      setOutcome(null);
      const sent = ids.slice(0, maxFoundImport);
      const through = await attempt.run(async (options) => {
        setOutcome(await ipc('discovery.import', { ids: sent }, options));
      });
      if (!through) return;
      const done = new Set(sent);
      setTicked((before) => new Map([...before].filter(([id]) => !done.has(id))));
      onDone();
    },
    attempt,
    outcome,
  };
}
