// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { markOwnProcess } from './process-liveness.ts';
import { insertAttempt, readCount, resetCount, settleAttempt } from './pin-counts.ts';
import type { StateFile } from './state-file.ts';
import type { TokenMemory } from './state-port.ts';

export function tokenMemory({ read, change, now }: StateFile): TokenMemory {
  const own = new Set<number>();
  const mark = markOwnProcess();
  return {
    count: (tokenId, who) =>
      read({ wrong: 0, known: true }, (connection) => readCount(connection, { tokenId, who, own })),
    begin(tokenId, who) {
      const attempt = change((connection) => insertAttempt(connection, { tokenId, who, by: mark, at: now() }));
      own.add(attempt.id);
      return (outcome) => {
        if (!own.delete(attempt.id)) return;
        try {
          change((connection) => settleAttempt(connection, attempt, outcome, now()));
        } catch (error) {
          // An attempt that can't be settled stays counted.
          if (!(error instanceof AppError)) throw error;
        }
      };
    },
    clear: (tokenId, who) => change((connection) => resetCount(connection, tokenId, who, now())),
    isManaged: (tokenId) =>
      read(
        false,
        (connection) =>
          connection.prepare('SELECT managed FROM token WHERE token_id = ?').get(tokenId)?.['managed'] === 1,
      ),
    setManaged: (tokenId, managed) =>
      change((connection) => {
        connection
          .prepare(
            'INSERT INTO token (token_id, managed) VALUES (?, ?) ON CONFLICT DO UPDATE SET managed = excluded.managed',
          )
          .run(tokenId, managed ? 1 : 0);
      }),
    preferredModule: (tokenId) =>
      read(null, (connection) => {
        const value = connection.prepare('SELECT module_id FROM token WHERE token_id = ?').get(tokenId)?.['module_id'];
        return typeof value === 'string' ? value : null;
      }),
    preferModule: (tokenId, moduleId) =>
      change((connection) => {
        connection
          .prepare(
            'INSERT INTO token (token_id, module_id) VALUES (?, ?) ON CONFLICT DO UPDATE SET module_id = excluded.module_id',
          )
          .run(tokenId, moduleId);
      }),
  };
}
