// SPDX-License-Identifier: Apache-2.0
import type { HelpText, SecretOption } from './options.ts';

function secret(chinese: string, english: string): SecretOption {
  const text: HelpText = { 'zh-CN': chinese, en: english };
  return { kind: 'secret', text };
}

/** The same name means the same thing in every command. */
export const secretOptions = {
  passphrase: secret('保险库主密码', 'Vault passphrase'),
  'new-passphrase': secret('新的主密码', 'New vault passphrase'),
  'recovery-code': secret('恢复码', 'Recovery code'),
  password: secret('文件的密码', 'File password'),
  passwords: secret('依次尝试的密码，每行一个', 'Passwords to try, one per line'),
  'store-password': secret('浏览器主密码', 'Primary password for the browser'),
  pin: secret('USB Key 的 PIN', 'USB key PIN'),
  'so-pin': secret('USB Key 的管理员 PIN（YubiKey 的管理密钥）', 'USB key SO PIN (on a YubiKey, the management key)'),
  'new-pin': secret('新的 PIN', 'New PIN'),
  puk: secret('解锁码（PUK）', 'PUK (unblocking code)'),
  'vault-pin': secret('解锁保险库的 USB Key 的 PIN', 'PIN of the USB key that unlocks the vault'),
  'webdav-password': secret('WebDAV 服务器的密码', 'WebDAV server password'),
  code: secret('授权码', 'Authorisation code'),
};
export type SecretName = keyof typeof secretOptions;

export function secrets<Name extends SecretName>(...names: readonly Name[]): Pick<typeof secretOptions, Name> {
  const picked = names.map((name) => [name, secretOptions[name]] as const);
  return Object.fromEntries(picked) as Pick<typeof secretOptions, Name>;
}
