// SPDX-License-Identifier: Apache-2.0
import type { LossKind } from '../../../shared/schemas/certificates/loss.ts';
import type { Language } from '../../../shared/i18n/language.ts';

export interface LossTexts {
  readonly recorded: string;
  readonly withdrawn: string;
  readonly places: string;
  readonly confirmRevoke: string;
  readonly revoked: string;
  readonly kind: Readonly<Record<LossKind, string>>;
  readonly reported: string;
}

const zhCn: LossTexts = {
  recorded: '已在保险库登记 {{id}} 遗失。找到后运行 revoke --undo。',
  withdrawn: '已取消 {{id}} 的遗失登记。向颁发机构办过挂失的，证书仍然是吊销的。',
  places: '还在这些地方：',
  confirmRevoke: '请 {{host}} 吊销 {{id}}？吊销后不能恢复。(y/N) ',
  revoked: '{{host}} 已同意吊销 {{id}}。它不能再用来登录和签名；私钥保留，用来解密以前的内容。',
  kind: { lost: '遗失', stolen: '被盗', 'key-exposed': '私钥可能泄露' },
  reported: '{{kind}}，{{day}} 登记',
};

const en: LossTexts = {
  recorded: 'The vault now has {{id}} as lost. When it is found, run revoke --undo.',
  withdrawn: '{{id}} is not recorded as lost any more. If the authority has revoked it, it stays revoked.',
  places: 'It still lies here:',
  confirmRevoke: 'Have {{host}} revoke {{id}}? Nothing brings it back. (y/N) ',
  revoked:
    '{{host}} has revoked {{id}}. Nobody can log in or sign with it any more; its key stays, for what was encrypted with it.',
  kind: { lost: 'lost', stolen: 'stolen', 'key-exposed': 'key may be known' },
  reported: '{{kind}}, reported {{day}}',
};

export const lossTexts: Record<Language, LossTexts> = { 'zh-CN': zhCn, en };
