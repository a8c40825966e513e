// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { orHeldElsewhere, withSqliteErrors } from '../../../../main/vault/store/sqlite-errors.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });
const failing = (code: string) => (): never => {
  throw failure(code);
};

test('[K08] a vault that another program locks on Windows is busy, not broken', () => {
  expect(() => withSqliteErrors(failing('EBUSY'))).toThrow(expect.objectContaining({ code: 'vault-busy' }));
  for (const code of ['destination-unwritable', 'file-unreadable'] as const) {
    expect(orHeldElsewhere(new AppError(code), 'v', failing('EBUSY'), 'win32')).toMatchObject({ code: 'vault-busy' });
  }
  expect(orHeldElsewhere(new AppError('disk-full'), 'v', failing('EBUSY'), 'win32')).toMatchObject({
    code: 'disk-full',
  });
});

test('[K08] a vault without write permission is not reported as busy', () => {
  expect(() => withSqliteErrors(failing('EACCES'))).toThrow(
    expect.objectContaining({ code: 'destination-unwritable' }),
  );
  const refused = new AppError('destination-unwritable');
  expect(orHeldElsewhere(refused, 'v', failing('EACCES'), 'win32')).toBe(refused);
});

test('[K08] on Linux and macOS, never opens the file itself, which would drop SQLite’s locks', () => {
  const refused = new AppError('destination-unwritable');
  const opened = (): never => {
    throw new Error('opened');
  };
  for (const platform of ['linux', 'darwin'] as const)
    expect(orHeldElsewhere(refused, 'v', opened, platform)).toBe(refused);
});
