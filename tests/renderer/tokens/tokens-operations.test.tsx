// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { pageOf } from '../support/page-of.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { objectsAnswer, samplePair, sampleToken } from '../support/sample-tokens.ts';
import { hasField, isOff, openAdvanced, openTokensRoom, press, type } from '../support/tokens-room.tsx';

const tokenId = sampleToken().id;
const own = sampleToken({ managed: true, unlocked: true });
const [certificate, privateKey] = samplePair(1);
const sha256 = certificate?.certificate?.sha256 ?? '';
const [held] = sampleCertificates(Date.now());
const inVault = { 'certificates.page': () => pageOf(held === undefined ? [] : [held]) };

beforeEach(async () => {
  await startI18n('zh-CN');
  installMatchMedia();
  useVault.setState({ status: unlockedVault });
});
afterEach(cleanup);

const send = async () => {
  const dialogs = screen.getAllByRole('dialog');
  const form = dialogs.at(-1)?.querySelector('form') as HTMLFormElement;
  await act(async () => fireEvent.submit(form));
};
const openSheet = async () => {
  await openAdvanced();
  const grid = await screen.findByRole('grid', { name: 'USB Key 里的证书和密钥' });
  await act(async () => fireEvent.click(within(grid).getAllByRole('row')[1] as HTMLElement));
  await screen.findByRole('dialog', { name: 'USB Key 里的一组证书和密钥' });
};
const looksPrimary = (...names: readonly string[]) =>
  names.map((name) => screen.getByRole('button', { name }).className.includes('primary'));
const tick = async (name: string) => act(async () => fireEvent.click(screen.getByLabelText(name)));

describe('[T05] initialisation', () => {
  it('lists what is erased, requires a confirmation and the typed name, and sends the list to main', async () => {
    const room = openTokensRoom(
      { tokens: [own] },
      {
        'tokens.initialise': () => ({ tokenId: 'e'.repeat(64) }),
        'tokens.objects': ({ input }) => objectsAnswer(room.objects, input, { publicOnly: true }),
      },
    );
    await press('清空…');
    expect(await screen.findAllByText('将失去 1 张证书')).toBeTruthy();
    expect(screen.getByText('将清除 1 个私钥，保险库和备份里没有的无法恢复')).toBeTruthy();
    expect(screen.getByText('尚未输入 PIN，可能还有未显示的私钥和数据。')).toBeTruthy();
    const [name, confirmation] = screen.getAllByRole('textbox');
    expect(name).toBe(screen.getByLabelText('USB Key 的新名称'));
    expect(name).toHaveProperty('value', '网银盾');
    expect(confirmation).toBe(screen.getByLabelText('在这里输入'));
    type('USB Key 的新名称', '我的盾');
    type('管理员 PIN', '87654321');
    type('新 PIN', '5281');
    type('再输入一次新 PIN', '5281');
    type('在这里输入', '网银');
    await tick('我知道以上内容都会清除');
    expect(isOff('清空')).toBe(true);
    type('在这里输入', '网银盾');
    await send();
    expect(room.inputs('tokens.initialise')).toEqual([
      {
        tokenId,
        label: '我的盾',
        soPin: '87654321',
        newPin: '5281',
        typedLabel: '网银盾',
        losing: [sha256],
        confirmedLastTry: false,
      },
    ]);
    expect(await screen.findByText('USB Key 已清空')).toBeTruthy();
  });

  it('a blank token gets a new 管理员 PIN, and works without enabled management', async () => {
    const blank = sampleToken({ initialised: false, label: '', serial: '', pin: 'unset' });
    const room = openTokensRoom({ tokens: [blank] }, { 'tokens.initialise': () => ({ tokenId }) });
    expect(await screen.findAllByText('空白 USB Key')).toHaveLength(2);
    expect(screen.getByRole('button', { name: /^高级/ }).getAttribute('aria-expanded')).toBe('false');
    expect(looksPrimary('初始化')).toEqual([false]);
    await press('初始化…');
    type('USB Key 的新名称', '名称太长名称太长名称太长');
    expect(screen.getByText('太长：最多 32 字节')).toBeTruthy();
    type('USB Key 的新名称', '新盾');
    type('新的管理员 PIN', '87654321');
    type('再输入一次新的管理员 PIN', '87654321');
    type('新 PIN', '5281');
    type('再输入一次新 PIN', '5281');
    await send();
    expect(room.inputs('tokens.initialise')).toMatchObject([{ soPin: '87654321', newPin: '5281', losing: [] }]);
  });
});

describe('[T06] [T07] keys, requests, self-signed certificates', () => {
  it('warns that the key cannot be backed up, offers the token’s algorithms, and continues to the CSR', async () => {
    const room = openTokensRoom(
      { tokens: [own] },
      { 'tokens.generate': () => ({ objectId: privateKey?.id ?? '', spkiSha256: 'f'.repeat(64) }) },
    );
    await press('生成密钥…');
    expect(screen.getByText('这样生成的私钥不能备份')).toBeTruthy();
    expect(screen.getAllByRole('radio')).toHaveLength(2);
    expect(screen.getByText('USB Key 已解锁，不用再输入 PIN。')).toBeTruthy();
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: /EC P-256/ })));
    type('密钥名称', '网银 2026');
    await send();
    expect(room.inputs('tokens.generate')).toEqual([
      { tokenId, confirmedLastTry: false, algorithm: 'ec-p256', label: '网银 2026' },
    ]);
    await screen.findByText('密钥已生成并通过检查');
    await waitFor(() => expect(isOff('生成证书申请')).toBe(false));
    expect(looksPrimary('生成证书申请', '完成')).toEqual([true, false]);
    // The request is signed on the token.
    expect(screen.queryByText(/可以拔下 USB Key/)).toBeNull();
    await press('生成证书申请');
    expect(await screen.findByLabelText('姓名或名称（CN）')).toBeTruthy();
  });

  it('[T10] a key with per-use PIN asks for it on an unlocked token, and the request can be saved', async () => {
    const pem = '-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n';
    const destinationId = '3f2a91c0-0000-4000-8000-000000000000';
    const room = openTokensRoom(
      { tokens: [own] },
      {
        'tokens.csr': () => ({ pem }),
        'files.chooseDestination': () => ({ outcome: 'chosen', destinationId, displayPath: '/home/a/x.csr' }),
        'tokens.saveRequest': () => ({ displayPath: '/home/a/x.csr', bytes: pem.length }),
      },
    );
    await openSheet();
    await press('生成证书申请');
    type('姓名或名称（CN）', '张三');
    type('国家代码（C）', 'C1');
    expect(screen.getByText('格式不正确')).toBeTruthy();
    type('国家代码（C）', 'cn');
    await send();
    expect(room.inputs('tokens.csr')).toEqual([]);
    type('PIN', '5281');
    await send();
    const subject = 'CN=张三,C=CN';
    expect(room.inputs('tokens.csr')).toEqual([
      { tokenId, pin: '5281', confirmedLastTry: false, objectId: privateKey?.id, subject },
    ]);
    expect((await screen.findByLabelText<HTMLTextAreaElement>('申请内容（PEM）')).value).toBe(pem);
    expect(looksPrimary('保存为文件', '完成')).toEqual([true, false]);
    await press('保存为文件');
    await press('选择位置');
    await press('保存');
    expect(room.inputs('files.chooseDestination')).toEqual([{ purpose: 'request' }]);
    expect(room.inputs('tokens.saveRequest')).toEqual([{ destinationId, pem }]);
    expect(await screen.findByText('已保存并检查')).toBeTruthy();
    expect(looksPrimary('保存为文件', '完成')).toEqual([false, true]);
  });

  it('issues a self-signed certificate with the typed DN', async () => {
    const room = openTokensRoom({ tokens: [own] }, { 'tokens.selfSign': () => ({ sha256 }) });
    await openSheet();
    await press('签发自签名证书');
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: '直接填写 DN' })));
    type('主体 DN', 'CN=test');
    await act(async () => fireEvent.click(screen.getByRole('radio', { name: '3 年' })));
    type('PIN', '5281');
    await send();
    expect(room.inputs('tokens.selfSign')).toMatchObject([{ pin: '5281', subject: 'CN=test', days: 1095 }]);
    expect(await screen.findByText('证书已写入')).toBeTruthy();
  });
});

describe('[T08] writing to the token', () => {
  it('copies certificate and key, and says that the key can no longer be exported', async () => {
    const room = openTokensRoom(
      { tokens: [own] },
      { ...inVault, 'tokens.importIdentity': () => ({ objectId: privateKey?.id ?? '', sealed: true }) },
    );
    await press('复制证书和私钥…');
    await act(async () =>
      fireEvent.click(await screen.findByRole('radio', { name: new RegExp(held?.displayName ?? '') })),
    );
    await tick('同时写入上级证书 有些程序要求 USB Key 里有完整的证书链');
    await send();
    expect(room.inputs('tokens.importIdentity')).toEqual([
      { tokenId, confirmedLastTry: false, sha256: held?.sha256, withChain: true, label: null },
    ]);
    expect(await screen.findByText('私钥已不能从 USB Key 导出。')).toBeTruthy();
  });

  it('requires an unlocked vault before copying', async () => {
    useVault.setState({ status: { ...unlockedVault, state: 'locked' } });
    openTokensRoom({ tokens: [own] }, inVault);
    await press('复制证书和私钥…');
    await act(async () =>
      fireEvent.click(await screen.findByRole('radio', { name: new RegExp(held?.displayName ?? '') })),
    );
    expect(screen.getByRole('button', { name: '解锁保险库' })).toBeTruthy();
    expect(isOff('复制并测试')).toBe(true);
  });

  it('a PIV token uses its management key for writing and its PIN for the key test', async () => {
    const piv = { ...own, changesNeedSoPin: true };
    const room = openTokensRoom(
      { tokens: [piv] },
      {
        ...inVault,
        'tokens.importIdentity': () => ({ objectId: privateKey?.id ?? '', sealed: null }),
        'tokens.writeCertificate': () => ({ written: 1, already: 0, withKey: true }),
      },
    );
    await press('复制证书和私钥…');
    await act(async () =>
      fireEvent.click(await screen.findByRole('radio', { name: new RegExp(held?.displayName ?? '') })),
    );
    type('管理员 PIN', '01'.repeat(24));
    expect(isOff('复制并测试')).toBe(true);
    type('PIN', '123456');
    await send();
    expect(room.inputs('tokens.importIdentity')).toMatchObject([{ pin: '123456', soPin: '01'.repeat(24) }]);
    await press('完成');
    await press('写入证书…');
    await act(async () =>
      fireEvent.click(await screen.findByRole('radio', { name: new RegExp(held?.displayName ?? '') })),
    );
    type('管理员 PIN', '01'.repeat(24));
    expect(hasField('PIN')).toBe(false);
    await send();
    expect(room.inputs('tokens.writeCertificate')).toMatchObject([{ soPin: '01'.repeat(24), withChain: false }]);
    expect(await screen.findByText('证书与 USB Key 里的私钥匹配，可以使用。')).toBeTruthy();
  });

  it('tests a key, and shows a failed and a passed test', async () => {
    const room = openTokensRoom(
      { tokens: [own] },
      {
        'tokens.testKey': () => {
          if (room.inputs('tokens.testKey').length === 1) throw new Refusal('proof-failed');
          return { at: '2026-11-24T12:00:00Z' };
        },
      },
    );
    await openSheet();
    await press('测试私钥');
    type('PIN', '5281');
    await send();
    await screen.findByText(/测试未通过/);
    type('PIN', '5281');
    await send();
    expect(await screen.findByText('私钥可用，签名检查通过')).toBeTruthy();
  });

  it('[T03] copies public certificates to the vault', async () => {
    const room = openTokensRoom({}, { 'tokens.takeIn': () => ({ added: 1, known: 0 }) });
    await openSheet();
    await press('把证书复制到保险库');
    await press('复制');
    expect(room.inputs('tokens.takeIn')).toEqual([{ tokenId, objectIds: [certificate?.id] }]);
    expect(await screen.findByText('已复制 1 张证书')).toBeTruthy();
  });
});

describe('[T09] deletion', () => {
  it('deletes exactly one object, after its label was typed', async () => {
    const room = openTokensRoom({ tokens: [own] }, { 'tokens.delete': () => ({}) });
    await openSheet();
    await press('删除 私钥 张三');
    expect(
      screen.getByText('如果保险库和备份里都没有这个私钥，删除后无法找回。没有私钥，对应的证书不能使用。'),
    ).toBeTruthy();
    await send();
    expect(room.inputs('tokens.delete')).toEqual([]);
    type('在这里输入', '张三');
    await send();
    expect(room.inputs('tokens.delete')).toEqual([
      { tokenId, confirmedLastTry: false, objectId: privateKey?.id, typedLabel: '张三' },
    ]);
  });

  it('asks for the ID of an object whose label cannot be typed', async () => {
    const hidden = samplePair(1).map((object) => ({ ...object, label: 'a\u202eb', certificate: null }));
    openTokensRoom({ tokens: [own], objects: hidden.slice(1, 2) });
    await openSheet();
    await press(/^删除 私钥/);
    expect(screen.getByText('00000000')).toBeTruthy();
  });
});
