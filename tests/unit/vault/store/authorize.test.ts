// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { authorize } from '../../../../main/vault/store/authorize.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const insert = "INSERT INTO keys VALUES ('two')";

/** Two connections; the second has the authorizer, and its schema isn't compared. */
function connections() {
  const path = join(temporaryFolder(), 'file.sqlite');
  const other = new DatabaseSync(path);
  other.exec(
    "CREATE TABLE keys (spki_sha256 TEXT); CREATE TABLE anchors (sha256 TEXT); INSERT INTO keys VALUES ('one')",
  );
  const guarded = new DatabaseSync(path);
  guarded.setAuthorizer(authorize);
  onTestFinished(() => {
    guarded.close();
    other.close();
  });
  const rows = () => other.prepare('SELECT spki_sha256 AS row FROM keys UNION ALL SELECT sha256 FROM anchors').all();
  return { other, guarded, rows };
}

const triggers = {
  'a trigger': "CREATE TRIGGER planted AFTER INSERT ON keys BEGIN INSERT INTO anchors VALUES ('theirs'); END",
  'a trigger named like a built-in one': 'CREATE TRIGGER key_came AFTER INSERT ON keys BEGIN DELETE FROM keys; END',
};

test.each(Object.entries(triggers))('[K07] the authorizer alone denies what %s does', (_name, sql) => {
  const { other, guarded, rows } = connections();
  other.exec(sql);
  expect(() => guarded.exec(insert)).toThrow('not authorized');
  expect(rows()).toEqual([{ row: 'one' }]);
});

test.each(Object.entries(triggers))('[K07] the authorizer stops %s in a compiled statement', (_name, sql) => {
  const { other, guarded, rows } = connections();
  const compiled = guarded.prepare(insert);
  compiled.run();
  other.exec(sql);
  expect(() => compiled.run()).toThrow('not authorized');
  expect(rows()).toEqual([{ row: 'one' }, { row: 'two' }]);
});

test('[K07] the authorizer alone denies what a view reads', () => {
  const { other, guarded } = connections();
  other.exec('CREATE VIEW planted AS SELECT * FROM keys');
  expect(() => guarded.prepare('SELECT * FROM planted')).toThrow(/not authorized|prohibited/);
});
