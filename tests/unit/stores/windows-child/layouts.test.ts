// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { declareLayouts, layouts } from '../../../../main/stores/windows/child/win32.ts';
import { createWindowsChild } from '../../../../main/stores/windows/windows-child.ts';
import { createWindowsStores } from '../../../../main/stores/windows/windows-store.ts';
import { startNodeChild } from '../../../support/cli/start-node-child.ts';

describe('[S04] layouts are checked before any Windows call', () => {
  test('a layout with another size or offset is refused', () => {
    const { CERT_CONTEXT } = layouts;
    if (!CERT_CONTEXT) throw new Error('no CERT_CONTEXT');
    expect(() => declareLayouts({ CERT_CONTEXT: { ...CERT_CONTEXT, size: 32 } })).toThrow('has 40 octets, not 32');
    const fields = { ...CERT_CONTEXT.fields, cbCertEncoded: ['uint32', 12] as const };
    expect(() => declareLayouts({ CERT_CONTEXT: { ...CERT_CONTEXT, fields } })).toThrow(
      'CERT_CONTEXT.cbCertEncoded lies at 16, not 12',
    );
    // Omitting a field shifts the following ones.
    const { pbCertEncoded: _, ...rest } = CERT_CONTEXT.fields;
    expect(() => declareLayouts({ CERT_CONTEXT: { ...CERT_CONTEXT, fields: rest } })).toThrow('CERT_CONTEXT');
  });

  test('the declared layouts hold in koffi', () => expect(() => declareLayouts()).not.toThrow());

  test.runIf(process.platform !== 'win32')(
    'every request is refused where the Windows libraries are missing',
    async () => {
      const ask = createWindowsChild(startNodeChild);
      await expect(ask('list', {})).rejects.toMatchObject({ code: 'store-refused' });
      const sha256 = 'a'.repeat(64);
      await expect(ask('remove', { sha256 })).rejects.toMatchObject({ code: 'store-refused' });
      const options = { startChild: startNodeChild, platform: 'win32', env: {} } as const;
      const [store] = await createWindowsStores(options).find();
      expect(await store?.describe()).toMatchObject({ id: 'windows:MY', state: 'tools-missing', verified: false });
      expect(await createWindowsStores({ ...options, platform: 'linux' }).find()).toEqual([]);
    },
  );
});
