// SPDX-License-Identifier: Apache-2.0
import type { StateFile } from './state-file.ts';
import type {
  AcceptedVaults,
  GrantSubject,
  ModuleConsents,
  StandingGrantKind,
  StandingGrants,
  WatchedFolders,
} from './state-port.ts';

export function moduleConsents({ read, change }: StateFile): ModuleConsents {
  return {
    find: (moduleId) =>
      read(null, (connection) => {
        const row = connection.prepare('SELECT * FROM module_consent WHERE module_id = ?').get(moduleId);
        if (row === undefined) return null;
        const owner = typeof row['owner'] === 'string' ? row['owner'] : null;
        const [path, sha256] = [String(row['path']), String(row['sha256'])];
        return { moduleId, path, sha256, owner, added: row['added'] === 1 };
      }),
    allow: ({ moduleId, path, sha256, owner, added }) =>
      change((connection) => {
        connection
          .prepare(
            'INSERT OR REPLACE INTO module_consent (module_id, path, sha256, owner, added) VALUES (?, ?, ?, ?, ?)',
          )
          .run(moduleId, path, sha256, owner, added ? 1 : 0);
      }),
    disallow: (moduleId) =>
      change((connection) => {
        connection.prepare('DELETE FROM module_consent WHERE module_id = ?').run(moduleId);
      }),
    added: () =>
      read([], (connection) =>
        connection
          .prepare('SELECT path FROM module_consent WHERE added = 1 ORDER BY path')
          .all()
          .map((row) => String(row['path'])),
      ),
  };
}

export function standingGrants({ read, change, now }: StateFile): StandingGrants {
  return {
    has: (kind, subject) =>
      read(false, (connection) => {
        const query = 'SELECT 1 FROM standing_grant WHERE kind = ? AND subject = ?';
        return connection.prepare(query).get(kind, canonical(subject)) !== undefined;
      }),
    add: (kind, subject) =>
      change((connection) => {
        connection
          .prepare('INSERT OR IGNORE INTO standing_grant (kind, subject, granted_at) VALUES (?, ?, ?)')
          .run(kind, canonical(subject), now().toISOString());
      }),
    remove: (kind, subject) =>
      change((connection) => {
        const statement = connection.prepare('DELETE FROM standing_grant WHERE kind = ? AND subject = ?');
        return Number(statement.run(kind, canonical(subject)).changes) === 1;
      }),
    list: (kind) =>
      read([], (connection) =>
        connection
          .prepare('SELECT * FROM standing_grant WHERE ?1 IS NULL OR kind = ?1 ORDER BY granted_at, kind, subject')
          .all(kind ?? null)
          .map((row) => ({
            kind: String(row['kind']) as StandingGrantKind,
            subject: JSON.parse(String(row['subject'])) as GrantSubject,
            grantedAt: String(row['granted_at']),
          })),
      ),
  };
}

function canonical(subject: GrantSubject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(subject).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

export function acceptedVaults({ read, change, now }: StateFile): AcceptedVaults {
  return {
    has: (vaultId) =>
      read(
        false,
        (connection) =>
          connection.prepare('SELECT 1 FROM accepted_vault WHERE vault_id = ?').get(vaultId) !== undefined,
      ),
    accept: (vaultId) =>
      change((connection) => {
        connection
          .prepare('INSERT OR IGNORE INTO accepted_vault (vault_id, accepted_at) VALUES (?, ?)')
          .run(vaultId, now().toISOString());
      }),
    list: () =>
      read([], (connection) =>
        connection
          .prepare('SELECT vault_id FROM accepted_vault ORDER BY accepted_at, vault_id')
          .all()
          .map((row) => String(row['vault_id'])),
      ),
  };
}

export function watchedFolders({ read, change }: StateFile): WatchedFolders {
  return {
    of: (webEnrolmentId) =>
      read(null, (connection) => {
        const row = connection
          .prepare('SELECT folder FROM watched_folder WHERE web_enrolment_id = ?')
          .get(webEnrolmentId);
        return row === undefined ? null : String(row['folder']);
      }),
    set: (webEnrolmentId, folder) =>
      change((connection) => {
        if (folder === null) {
          connection.prepare('DELETE FROM watched_folder WHERE web_enrolment_id = ?').run(webEnrolmentId);
          return;
        }
        connection
          .prepare('INSERT OR REPLACE INTO watched_folder (web_enrolment_id, folder) VALUES (?, ?)')
          .run(webEnrolmentId, folder);
      }),
  };
}
