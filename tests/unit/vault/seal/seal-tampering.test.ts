// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { entryHash, firstPrevious } from '../../../../main/vault/log/append-entry.ts';
import { makeIdentity } from '../../../support/openssl/make-identity.ts';
import {
  bringIdentity,
  copyOf,
  makeSealedVault,
  openCopy,
  swapEnvelopes,
  tamper,
  unlockCopy,
} from '../../../support/vault/sealed-vault.ts';

/** Rewrites the chain so that it is valid again, as an attacker who knows the format would. */
function recomputeChain(database: DatabaseSync): void {
  let previous = firstPrevious;
  for (const row of database.prepare('SELECT * FROM log ORDER BY seq').all()) {
    const seq = Number(row['seq']);
    const content = {
      seq,
      at: String(row['at']),
      event: String(row['event']),
      detail: String(row['detail']),
      previous,
    };
    const hash = entryHash(content);
    database.prepare('UPDATE log SET previous = ?, hash = ? WHERE seq = ?').run(previous, hash, seq);
    previous = hash;
  }
}

const strangersRecipient = await identityToRecipient(await generateX25519Identity());

/** `seenLocked`: detected without unlocking the vault. */
const tamperings: readonly {
  readonly title: string;
  readonly problem: string;
  readonly seenLocked: boolean;
  /** A lower revision is reported only until it has caught up. */
  readonly heals?: true;
  readonly change: (database: DatabaseSync) => void;
}[] = [
  {
    title: 'a recipient swapped for the attacker’s own',
    problem: 'recipient-swapped',
    seenLocked: true,
    change: (database) => database.prepare('UPDATE vault SET recipient = ?').run(strangersRecipient),
  },
  { title: 'two keys’ envelopes swapped', problem: 'key-swapped', seenLocked: false, change: swapEnvelopes },
  {
    title: 'a key removed',
    problem: 'key-swapped',
    seenLocked: false,
    change: (database) => database.exec('DELETE FROM keys WHERE rowid = (SELECT min(rowid) FROM keys)'),
  },
  {
    title: 'a key removed with its tag',
    problem: 'key-swapped',
    seenLocked: false,
    change: (database) => {
      database.exec('DELETE FROM keys WHERE rowid = (SELECT min(rowid) FROM keys)');
      database.exec('DELETE FROM sealed_keys WHERE spki_sha256 NOT IN (SELECT spki_sha256 FROM keys)');
    },
  },
  {
    title: 'all tags of keys removed',
    problem: 'key-swapped',
    seenLocked: false,
    change: (database) => database.exec('DELETE FROM sealed_keys'),
  },
  {
    title: 'the last 3 log entries cut off',
    problem: 'log-cut',
    seenLocked: true,
    change: (database) => database.exec('DELETE FROM log WHERE seq > (SELECT max(seq) FROM log) - 3'),
  },
  {
    title: 'a log entry in the middle deleted',
    problem: 'log-chain',
    seenLocked: true,
    change: (database) => database.exec('DELETE FROM log WHERE seq = 3'),
  },
  {
    title: 'a log entry rewritten',
    problem: 'log-chain',
    seenLocked: true,
    change: (database) => database.exec(`UPDATE log SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3`),
  },
  {
    title: 'a log entry rewritten and the whole chain computed again',
    problem: 'log-recomputed',
    seenLocked: true,
    change: (database) => {
      database.exec(`UPDATE log SET detail = '{}' WHERE seq = 3`);
      recomputeChain(database);
    },
  },
  {
    title: 'a log entry deleted and the whole chain computed again',
    problem: 'log-recomputed',
    seenLocked: true,
    change: (database) => {
      database.exec('DELETE FROM log WHERE seq = 3');
      recomputeChain(database);
    },
  },
  {
    title: 'a protector planted',
    problem: 'protectors-changed',
    seenLocked: true,
    change: (database) =>
      database.exec(`INSERT INTO protectors SELECT 'planted', 'os-store', created_at, envelope, NULL, NULL, NULL, NULL
        FROM protectors`),
  },
  {
    title: 'a re-keying to the attacker’s recipient planted',
    problem: 'protectors-changed',
    seenLocked: true,
    change: (database) => database.prepare(`INSERT INTO pending_rekey VALUES (1, '', ?, '{}')`).run(strangersRecipient),
  },
  {
    title: 'the revision set back',
    problem: 'revision-behind',
    seenLocked: true,
    heals: true,
    change: (database) => database.exec('UPDATE vault SET revision = revision - 2'),
  },
  {
    title: 'a seal rewritten without its key',
    problem: 'seal-changed',
    seenLocked: false,
    change: (database) => database.exec(`UPDATE vault SET seal = json_set(seal, '$.sealed.revision', 1)`),
  },
  {
    title: 'a malformed seal',
    problem: 'seal-changed',
    seenLocked: true,
    change: (database) => database.exec(`UPDATE vault SET seal = '{"sealed":1}'`),
  },
  {
    title: 'the seal removed',
    problem: 'seal-changed',
    seenLocked: true,
    change: (database) => database.exec('UPDATE vault SET seal = NULL'),
  },
];

describe('reported tampering', () => {
  test.each(tamperings)('[K07] $title: $problem', async ({ problem, seenLocked, heals, change }) => {
    const { folder, identities } = await makeSealedVault();
    const copy = copyOf(folder);
    tamper(copy, change);

    const locked = openCopy(copy);
    const seen = (await locked.activity.verify()).findings.map((finding) => finding.problem);
    expect(seen).toEqual(seenLocked ? [problem] : []);
    locked.close();

    const vault = await unlockCopy(copy);
    expect((await vault.status()).seal).toBe('broken');
    const { seal, findings } = await vault.activity.verify();
    expect(seal).toBe('broken');
    expect(new Set(findings.map((finding) => finding.problem))).toEqual(new Set([problem]));

    if (heals) return;
    // The change is logged but unsealed, and the finding stays.
    await vault.annotate(identities[1]?.sha256 ?? '', { label: 'later' });
    vault.close();
    const again = await unlockCopy(copy);
    const named = (await again.activity.verify()).findings.map((finding) => finding.problem);
    expect(new Set(named)).toEqual(new Set([problem]));

    await again.activity.accept();
    expect(await again.status()).toMatchObject({ seal: 'sealed' });
    const [newest] = again.activity.list(null, 1).entries;
    expect(newest).toMatchObject({ event: 'seal-accepted', detail: expect.stringContaining(problem) as string });
    await bringIdentity(again, await makeIdentity('CN=after'));
    again.close();
    const sound = await unlockCopy(copy);
    expect(await sound.activity.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    expect((await sound.status()).seal).toBe('sealed');
  });
});
