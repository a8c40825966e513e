// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Asn1TreeView } from '../../../renderer/features/detail/tabs/asn1-tree.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { Asn1Node } from '../../../shared/schemas/certificates/asn1.ts';
import { Refusal, installBridge, installMatchMedia } from '../support/fake-bridge.ts';

const node = (offset: number, tag: string, rest: Partial<Asn1Node> = {}): Asn1Node => ({
  offset,
  headerLength: 2,
  length: 5,
  tag,
  constructed: rest.children !== undefined,
  value: null,
  name: null,
  children: [],
  ...rest,
});
const sha256 = 'a'.repeat(64);

beforeEach(async () => {
  installMatchMedia();
  await startI18n('en');
});
afterEach(cleanup);

it('[L03] renders a branch only once it is opened, and makes control characters visible', async () => {
  const deep = node(6, 'SEQUENCE', {
    children: [
      node(8, 'OBJECT', { value: '2.5.4.3', name: 'commonName' }),
      node(13, 'UTF8STRING', { value: 'a\u202Eb' }),
    ],
  });
  const root = node(0, 'SEQUENCE', {
    children: [node(2, 'SET', { children: [node(4, 'SET', { children: [deep] })] })],
  });
  installBridge({ 'certificates.asn1': () => ({ root, nodes: 6, truncated: true }) });
  render(<Asn1TreeView sha256={sha256} />);
  await waitFor(() => screen.getByText('Only the first 6 elements are shown.'));
  expect(screen.queryByText('commonName')).toBeNull();
  const user = userEvent.setup();
  await user.click(screen.getAllByText('SET')[1] as HTMLElement);
  await user.click(screen.getAllByText('SEQUENCE')[1] as HTMLElement);
  expect([screen.getByText('commonName'), screen.getByText('a‹U+202E›b')]).toHaveLength(2);
});

it('[L03] shows an error for a certificate whose encoding can’t be parsed', async () => {
  installBridge({
    'certificates.asn1': () => {
      throw new Refusal('limit-exceeded', { limit: 'depth' });
    },
  });
  render(<Asn1TreeView sha256={sha256} />);
  expect((await screen.findByRole('alert')).textContent).not.toBe('');
});
