// SPDX-License-Identifier: Apache-2.0
import type { StoreReason } from '../../domain/errors/error-reasons.ts';
import type { Language } from '../language.ts';

export const storeReasonTexts: Record<Language, Record<StoreReason, string>> = {
  'zh-CN': {
    'no-module-list': '没有模块列表',
    'list-not-ours': '模块列表属于其他账户',
    'list-is-link': '模块列表是一个链接',
    'list-old-format': '模块列表是旧格式（secmod.db）',
    'list-not-written': '模块列表读回的内容与写入的不一致',
    'module-not-listable': '模块的名称或路径无法写入模块列表',
    'module-without-folder': '模块列表（pkcs11.txt）里没有写明模块所在的文件夹',
    'not-removed': '证书没有移除',
    'no-key-exported': '导出的内容里没有私钥',
    'macos-import': '导入时其他程序可能看到密码。请导出兼容格式的 .p12，再用“钥匙串访问”打开',
    'macos-change': '证书管家不能在 macOS 钥匙串里操作，请用“钥匙串访问”',
    'macos-sign': '证书管家不能使用 macOS 钥匙串里的私钥',
  },
  en: {
    'no-module-list': 'it has no list of modules',
    'list-not-ours': 'its list of modules belongs to another account',
    'list-is-link': 'its list of modules is a link',
    'list-old-format': 'its list of modules is in the old format (secmod.db)',
    'list-not-written': 'its list of modules wasn’t written correctly',
    'module-not-listable': 'the module’s name or path can’t be written to the list of modules',
    'module-without-folder': 'its list of modules (pkcs11.txt) doesn’t say which folder the module is in',
    'not-removed': 'the certificate wasn’t removed',
    'no-key-exported': 'the private key wasn’t exported',
    'macos-import':
      'other programs could see the password during the import. Export a compatible .p12 and open it in Keychain Access',
    'macos-change': 'CertSteward can’t do this in the macOS keychain. Use Keychain Access',
    'macos-sign': 'CertSteward can’t use private keys in the macOS keychain',
  },
};
