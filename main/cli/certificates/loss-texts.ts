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
  recorded: '已为证书 {{id}} 登记遗失。找到后请运行 certsteward revoke {{id}} --undo',
  withdrawn: '已撤回证书 {{id}} 的遗失登记。如果机构已经吊销，证书仍是吊销状态。',
  places: '证书还在这些位置：',
  confirmRevoke: '向 {{host}} 申请吊销证书 {{id}}？吊销后不能恢复。[y/N]',
  revoked: '{{host}} 已吊销证书 {{id}}，这张证书不能再用来登录和签名。私钥会保留，以前加密的内容仍可解密。',
  kind: { lost: '遗失', stolen: '被盗', 'key-exposed': '私钥可能泄露' },
  reported: '{{kind}}，{{day}} 登记',
};

const en: LossTexts = {
  recorded:
    'Loss report saved for certificate {{id}}. If you find the certificate, run certsteward revoke {{id}} --undo',
  withdrawn: 'Loss report for certificate {{id}} withdrawn. If the CA revoked the certificate, it stays revoked.',
  places: 'Remaining copies:',
  confirmRevoke: 'Ask {{host}} to revoke certificate {{id}}? You cannot undo this. [y/N]',
  revoked:
    '{{host}} revoked certificate {{id}}. You can no longer sign in or sign with it. Its private key is kept so that you can decrypt old files.',
  kind: { lost: 'lost', stolen: 'stolen', 'key-exposed': 'key may be exposed' },
  reported: '{{kind}}, reported {{day}}',
};

export const lossTexts: Record<Language, LossTexts> = { 'zh-CN': zhCn, en };
