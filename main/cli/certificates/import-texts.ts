// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

type ImportText =
  | 'imported'
  | 'withKeys'
  | 'certificatesOnly'
  | 'known'
  | 'passedOver'
  | 'passedOverWhy'
  | 'tooLarge'
  | 'notImported'
  | 'next'
  | 'tryPassword'
  | 'backUp'
  | 'certificatesAlone'
  | 'item'
  | 'keysAdded'
  | 'keysKnown'
  | 'keysJoined'
  | 'request'
  | 'keyHolders'
  | 'noHolder'
  | 'noneFits'
  | 'leftOut'
  | 'comma'
  | 'stop';

export const importTexts: Readonly<Record<Language, Readonly<Record<ImportText, string>>>> = {
  'zh-CN': {
    imported: '已导入',
    withKeys: '{{count}} 个含私钥',
    certificatesOnly: '{{count}} 个只有证书',
    known: '已在保险库里',
    passedOver: '已略过',
    passedOverWhy: '不是证书文件',
    tooLarge: '文件过大',
    notImported: '没有导入',
    next: '接下来',
    tryPassword: '用同一个密码打开这些文件',
    backUp: '备份刚导入的证书',
    certificatesAlone: '给命令加上 --certificates-only，可以只导入证书。',
    item: '新增 {{added}} 张，已有 {{known}} 张[，{{keys}}]',
    keysAdded: '新增 {{keys}}',
    keysKnown: '{{keys}}已在保险库里',
    keysJoined: '保险库里已有私钥，现在与证书配对：{{names}}',
    request: '这是证书申请（CSR），没有可导入的内容。请提交给机构，再导入机构签发的证书。',
    keyHolders: '对应的证书：{{names}}',
    noHolder: '保险库里还没有对应的证书，请也导入证书。',
    noneFits: '试了 {{passwords}}，打不开。请检查列出的密码，或用 --password-file 提供正确的密码。',
    leftOut: '{{count}}没有导入',
    comma: '，',
    stop: '。',
  },
  en: {
    imported: 'imported',
    withKeys: '{{count}} with a private key',
    certificatesOnly: '{{count}} with certificates only',
    known: 'already in the vault',
    passedOver: 'skipped',
    passedOverWhy: 'not certificate files',
    tooLarge: 'too large for certificate files',
    notImported: 'not imported',
    next: 'Next',
    tryPassword: 'Try one password on all these files',
    backUp: 'Back up what you imported',
    certificatesAlone: 'To import only the certificates, add --certificates-only.',
    item: '{{added}} added, {{known}} already in the vault[, {{keys}}]',
    keysAdded: '{{keys}} added',
    keysKnown: '{{keys}} already in the vault',
    keysJoined: 'Now has its private key, which was already in the vault: {{names}}',
    request:
      'This is a certificate signing request (CSR), so there is nothing to import. Send it to the CA, then import the certificate that the CA issues.',
    keyHolders: 'Certificate: {{names}}',
    noHolder: 'The certificate is not in the vault yet. Import it too.',
    noneFits:
      '{{passwords}} tried, none fits. Check the listed passwords, or provide the right one with --password-file.',
    leftOut: '{{count}} left out',
    comma: ', ',
    stop: '.',
  },
};
