// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { settingsChangeSchema } from '../../../shared/schemas/settings.ts';

test('[U01] [U03] a change of one setting leaves out the others', () => {
  expect(settingsChangeSchema.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  expect(settingsChangeSchema.parse({})).toEqual({});
  expect(settingsChangeSchema.safeParse({ window: { width: 500, height: 500, maximized: false } }).success).toBe(false);
});
