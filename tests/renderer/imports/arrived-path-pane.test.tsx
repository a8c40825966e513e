// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { PathCheck } from '../../../shared/schemas/trust/trust.ts';
import { ArrivedPathPane } from '../../../renderer/features/trust/arrived-path-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { installBridge } from '../support/fake-bridge.ts';

const [leaf, root] = ['a'.repeat(64), 'b'.repeat(64)];
const valid: PathCheck = {
  valid: true,
  sound: true,
  reasons: [],
  path: [
    { sha256: leaf, name: '张三' },
    { sha256: root, name: '示例银行' },
  ],
  warnings: [],
  checkedAt: '2026-11-26T00:00:00Z',
};
type Code = PathCheck['reasons'][number]['code'];
const because = (code: Code, sound: boolean): PathCheck => ({
  ...valid,
  valid: false,
  sound,
  reasons: [
    {
      code,
      certificate: root,
      role: 'anchor',
      detail: code === 'expired' ? '2026-01-01T00:00:00Z' : null,
      name: '示例银行',
    },
  ],
});

beforeEach(async () => startI18n('zh-CN'));
afterEach(cleanup);

describe('[E05] [E06] the path of an imported certificate', () => {
  it.each([
    ['valid', valid, null, '证书链可追溯到受信任的“示例银行”'],
    [
      'an untrusted root',
      because('root-untrusted', true),
      null,
      '根证书“示例银行”不在本机信任列表中，一般不影响登录。其余检查通过',
    ],
    ['no issuer', because('no-issuer', true), null, /本机缺少上级证书.*有的网站可能不接受/],
    ['expired', because('expired', false), null, /已于 2026\/01\/01 .* 过期/],
    ['another CA', valid, false, /证书不是办理指南里的机构签发的/],
  ] as const)('%s', async (name, check, leadsToAuthority, text) => {
    const main = installBridge({ 'paths.check': () => ({ check }) });
    render(<ArrivedPathPane sha256={leaf} leadsToAuthority={leadsToAuthority} />);
    expect(await screen.findByText(text)).not.toBeNull();
    // The check makes no connection.
    const looks = ['paths.check', ...(name === 'no issuer' ? ['revocation.plan'] : [])];
    const asked = () => main.requests.map(({ call, input }) => [call, input]);
    await waitFor(() => expect(asked()).toEqual(looks.map((call) => [call, { sha256: leaf }])));
  });

  it('needs no check if the profile’s CA issued the certificate', () => {
    const main = installBridge({});
    render(<ArrivedPathPane sha256={leaf} leadsToAuthority />);
    expect(screen.getByText('由这家机构签发。')).not.toBeNull();
    expect(main.requests).toEqual([]);
  });

  it('is shown as not checked, without an error, if the check fails', async () => {
    installBridge({
      'paths.check': () => {
        throw new AppError('limit-exceeded');
      },
    });
    render(<ArrivedPathPane sha256={leaf} />);
    expect(await screen.findByText('证书链尚未检查')).not.toBeNull();
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
